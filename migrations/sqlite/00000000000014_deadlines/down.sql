ALTER TABLE assignment DROP COLUMN first_due;
