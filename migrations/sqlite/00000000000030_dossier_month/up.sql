-- What lists and figures ask for beside the rest: whether a dossier was in time by the date that was promised first, at whose step it
-- stands, and that step's own time. Dossiers came with the migration before this one, so there is none yet that lacks them.
ALTER TABLE dossier ADD COLUMN by_original TEXT NULL CHECK (by_original IN ('early', 'in_time', 'late', 'untimed'));
ALTER TABLE dossier ADD COLUMN at_desk TEXT NULL;
ALTER TABLE dossier ADD COLUMN step_from TEXT NULL;
ALTER TABLE dossier ADD COLUMN step_due TEXT NULL;

-- The figures of a month as they were when it had ended, written once: later changes do not move them.
CREATE TABLE dossier_month (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    -- YYYY-MM, in Vietnam.
    month TEXT NOT NULL,
    -- By field, procedure, channel, and the steps that were handed on.
    body TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, month)
);
