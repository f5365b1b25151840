ALTER TABLE work_count DROP COLUMN changes;
