-- What an office has set in its working calendar, beside what holds in the whole country.
CREATE TABLE calendar (
    agency_id TEXT NOT NULL PRIMARY KEY REFERENCES agency (id),
    -- Days, weeks, desks.
    body TEXT NOT NULL
);

-- By which edition of its calendar an office's open deadlines have been counted; none while they are to be counted, and why.
CREATE TABLE recount (
    agency_id TEXT NOT NULL PRIMARY KEY REFERENCES agency (id),
    edition TEXT NULL,
    because TEXT NOT NULL DEFAULT '[]'
);

-- The term by which a deadline was counted, and from when.
ALTER TABLE assignment ADD COLUMN counted TEXT NULL;
CREATE INDEX assignment_counted ON assignment (agency_id, document_id) WHERE counted IS NOT NULL AND status IN ('open', 'accepted');
