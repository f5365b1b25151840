-- How often what lies on a desk was changed: by it a stream tells its reader, who need not count what lies there.
ALTER TABLE work_count ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
