-- Citizens who hand in by accounts of their own, where an office has opened that. They are nobody of the organisation: an account is an
-- address that was confirmed, and what was put together with it.
CREATE TABLE citizen (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    email TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- When somebody last signed in; accounts that nobody uses are erased.
    seen_at TIMESTAMPTZ NOT NULL,
    -- When its owner was told that it is going to be.
    warned_at TIMESTAMPTZ NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX citizen_email ON citizen (agency_id, email);
CREATE INDEX citizen_seen ON citizen (agency_id, seen_at);

-- Codes by which somebody signs in, whether the address has an account or not. The code stands in the mail alone; here is a tag of it under
-- a key that is not in the database.
CREATE TABLE citizen_code (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    email TEXT NOT NULL,
    code_tag TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL DEFAULT 0,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE INDEX citizen_code_age ON citizen_code (expires_at);

CREATE TABLE citizen_session (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    citizen_id UUID NOT NULL,
    token_hash TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, citizen_id) REFERENCES citizen (agency_id, id)
);
CREATE UNIQUE INDEX citizen_session_token ON citizen_session (token_hash);
CREATE INDEX citizen_session_of ON citizen_session (agency_id, citizen_id);
CREATE INDEX citizen_session_age ON citizen_session (expires_at);

-- Bản nháp: what is put together, and handed in when it is ready.
CREATE TABLE citizen_draft (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    citizen_id UUID NOT NULL,
    procedure_id UUID NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    -- When its owner was told that it is going to be deleted.
    warned_at TIMESTAMPTZ NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, citizen_id) REFERENCES citizen (agency_id, id),
    FOREIGN KEY (agency_id, procedure_id) REFERENCES procedure (agency_id, id)
);
CREATE INDEX citizen_draft_of ON citizen_draft (agency_id, citizen_id, id);
CREATE INDEX citizen_draft_age ON citizen_draft (expires_at);

-- Files that are not handed in yet. Their content lies by itself under their id, shared with nobody, so that it goes with them.
CREATE TABLE citizen_file (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    citizen_id UUID NOT NULL,
    -- The draft, or the dossier that is to be completed.
    basket_id UUID NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, citizen_id) REFERENCES citizen (agency_id, id)
);
CREATE INDEX citizen_file_basket ON citizen_file (agency_id, citizen_id, basket_id, id);

-- Which dossiers came by an account, and of which draft each was. It goes with the account; the dossier stays.
CREATE TABLE citizen_dossier (
    agency_id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    citizen_id UUID NOT NULL,
    draft_id UUID NOT NULL,
    PRIMARY KEY (agency_id, dossier_id),
    FOREIGN KEY (agency_id, citizen_id) REFERENCES citizen (agency_id, id),
    FOREIGN KEY (agency_id, dossier_id) REFERENCES dossier (agency_id, id)
);
CREATE UNIQUE INDEX citizen_dossier_draft ON citizen_dossier (agency_id, draft_id);
CREATE INDEX citizen_dossier_of ON citizen_dossier (agency_id, citizen_id, dossier_id);

-- That personal data were given out to their owner or erased: what and when, and nothing of whose they were but an id that no longer
-- leads anywhere once the account is gone.
CREATE TABLE personal_data_act (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('account_exported', 'account_erased', 'account_expired', 'draft_expired', 'files_erased')),
    -- The account, the draft or the dossier.
    subject_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- How many drafts, dossiers and files it was about.
    drafts INTEGER NOT NULL,
    dossiers INTEGER NOT NULL,
    files INTEGER NOT NULL,
    PRIMARY KEY (agency_id, id)
);

-- Files of dossiers that were never received go when their time is over; the line of each stays.
ALTER TABLE file ADD COLUMN erased_at TIMESTAMPTZ NULL;
-- Whether anything else has the same content.
CREATE INDEX file_content ON file (sha256);
