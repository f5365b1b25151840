-- Dossiers that one agency receives and another handles.
ALTER TABLE dossier DROP CONSTRAINT dossier_state_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_state_check CHECK (state IN ('registered', 'incomplete', 'refused', 'accepted', 'forwarded', 'processing', 'awaiting_supplement',
        'awaiting_payment', 'withdrawn', 'stopped', 'done', 'returned'));
ALTER TABLE dossier DROP CONSTRAINT dossier_closing_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_closing_check CHECK (closing IN ('early', 'in_time', 'late', 'untimed', 'withdrawn', 'stopped', 'forwarded'));
-- Whether the decision is another agency's, which counts it.
ALTER TABLE dossier ADD COLUMN for_other BOOLEAN NOT NULL DEFAULT FALSE;
-- How it stands there, as far as that is known.
ALTER TABLE dossier ADD COLUMN state_there TEXT NULL;

-- What passes between the agency that has received a dossier and the one that decides on it: on its way until it is carried out there, in the
-- transaction that takes it from here.
CREATE TABLE dossier_parcel (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    to_agency_id UUID NOT NULL REFERENCES agency (id),
    -- The same at both.
    dossier_id UUID NOT NULL,
    -- The whole of it.
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (to_agency_id <> agency_id)
);
CREATE INDEX dossier_parcel_queue ON dossier_parcel (next_at, id);
