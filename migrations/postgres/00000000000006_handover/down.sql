ALTER TABLE assignment DROP COLUMN answers_to;
ALTER TABLE assignment DROP COLUMN former_holders;
