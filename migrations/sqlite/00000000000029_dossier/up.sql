-- Dossiers of the one-stop shop. What lies on desks, who may look up, history and the access log are the same for them as for documents.
CREATE TABLE dossier (
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
    PRIMARY KEY (agency_id, id),
    CHECK ((code IS NULL) = (received_at IS NULL)),
    CHECK ((closing IS NULL) = (closed_at IS NULL)),
    CHECK ((portal_id IS NULL) = (portal_code IS NULL))
);
CREATE UNIQUE INDEX dossier_code ON dossier (agency_id, code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX dossier_portal ON dossier (agency_id, portal_id, portal_code) WHERE portal_code IS NOT NULL;
CREATE INDEX dossier_owner ON dossier (agency_id, owner_folded, id);
CREATE INDEX dossier_state ON dossier (agency_id, state, id);
-- What is counted of a time: what was received in it, what was closed in it, and what runs.
CREATE INDEX dossier_received ON dossier (agency_id, received_at) WHERE received_at IS NOT NULL;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX dossier_running ON dossier (agency_id, due) WHERE received_at IS NOT NULL AND closed_at IS NULL;

-- The steps that dossiers have gone through: whose they were, and whether they were in time.
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

-- The last order that was given: of a day to the codes of its receptions, of a year to the lines of its book.
CREATE TABLE dossier_count (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    -- The day, as YYYY-MM-DD, or the year.
    span TEXT NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (agency_id, span)
);
