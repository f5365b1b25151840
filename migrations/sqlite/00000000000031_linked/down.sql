DROP TABLE dossier_parcel;
CREATE TABLE dossier_step_kept AS SELECT agency_id, dossier_id, seq, step, name, desk, officer_id, since, until, judgement FROM dossier_step;
DROP TABLE dossier_step;
CREATE TABLE dossier_new (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- How many history rows it has, and the hash of the last.
    version INTEGER NOT NULL CHECK (version > 0),
    chain_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('registered', 'incomplete', 'refused', 'accepted', 'processing', 'awaiting_supplement',
        'awaiting_payment', 'withdrawn', 'stopped', 'done', 'returned')),
    -- Mã hồ sơ, once it was received.
    code TEXT NULL,
    procedure_id TEXT NULL,
    procedure_code TEXT NULL,
    procedure_name TEXT NULL,
    field TEXT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'online', 'post')),
    request TEXT NOT NULL,
    -- Chủ hồ sơ, and the same folded: what it is found by.
    owner TEXT NOT NULL,
    owner_folded TEXT NOT NULL,
    -- On whose desk it lies.
    desk TEXT NULL,
    -- The step that somebody has in hand.
    step TEXT NULL,
    reached_at TEXT NOT NULL,
    received_at TEXT NULL,
    due TEXT NULL,
    -- Whether its clock rests while the citizen has something to do.
    rests BOOLEAN NOT NULL,
    -- How it is no longer handled, and since when.
    closing TEXT NULL CHECK (closing IN ('early', 'in_time', 'late', 'untimed', 'withdrawn', 'stopped')),
    closed_at TEXT NULL,
    returned_at TEXT NULL,
    -- Which system handed it in, and the code that it gave.
    portal_id TEXT NULL,
    portal_code TEXT NULL,
    -- The whole dossier.
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    by_original TEXT NULL CHECK (by_original IN ('early', 'in_time', 'late', 'untimed')),
    at_desk TEXT NULL,
    step_from TEXT NULL,
    step_due TEXT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK ((code IS NULL) = (received_at IS NULL)),
    CHECK ((closing IS NULL) = (closed_at IS NULL)),
    CHECK ((portal_id IS NULL) = (portal_code IS NULL))
);
INSERT INTO dossier_new (agency_id, id, version, chain_hash, state, code, procedure_id, procedure_code, procedure_name, field, channel, request, owner, owner_folded, desk, step, reached_at, received_at, due, rests, closing, closed_at, returned_at, portal_id, portal_code, body, created_at, changed_at, by_original, at_desk, step_from, step_due) SELECT agency_id, id, version, chain_hash, state, code, procedure_id, procedure_code, procedure_name, field, channel, request, owner, owner_folded, desk, step, reached_at, received_at, due, rests, closing, closed_at, returned_at, portal_id, portal_code, body, created_at, changed_at, by_original, at_desk, step_from, step_due FROM dossier;
DROP TABLE dossier;
ALTER TABLE dossier_new RENAME TO dossier;
CREATE UNIQUE INDEX dossier_code ON dossier (agency_id, code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX dossier_portal ON dossier (agency_id, portal_id, portal_code) WHERE portal_code IS NOT NULL;
CREATE INDEX dossier_owner ON dossier (agency_id, owner_folded, id);
CREATE INDEX dossier_state ON dossier (agency_id, state, id);
CREATE INDEX dossier_received ON dossier (agency_id, received_at) WHERE received_at IS NOT NULL;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX dossier_running ON dossier (agency_id, due) WHERE received_at IS NOT NULL AND closed_at IS NULL;

CREATE TABLE dossier_step (
    agency_id TEXT NOT NULL,
    dossier_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    -- Nothing for the desk's own.
    step TEXT NULL,
    name TEXT NOT NULL,
    desk TEXT NOT NULL,
    officer_id TEXT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    judgement TEXT NOT NULL CHECK (judgement IN ('early', 'in_time', 'late', 'untimed')),
    PRIMARY KEY (agency_id, dossier_id, seq),
    FOREIGN KEY (agency_id, dossier_id) REFERENCES dossier (agency_id, id)
);
CREATE INDEX dossier_step_until ON dossier_step (agency_id, until);
INSERT INTO dossier_step (agency_id, dossier_id, seq, step, name, desk, officer_id, since, until, judgement) SELECT agency_id, dossier_id, seq, step, name, desk, officer_id, since, until, judgement FROM dossier_step_kept;
DROP TABLE dossier_step_kept;
