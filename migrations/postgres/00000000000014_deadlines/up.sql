-- The deadline that an assignment had first, where it has another since.
ALTER TABLE assignment ADD COLUMN first_due TIMESTAMPTZ NULL;
