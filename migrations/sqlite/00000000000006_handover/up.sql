-- A person's work is handed over: whose names an assignment bore before, and to whom it answers instead of whoever gave it.
ALTER TABLE assignment ADD COLUMN former_holders TEXT NOT NULL DEFAULT '[]';
ALTER TABLE assignment ADD COLUMN answers_to TEXT NULL;
