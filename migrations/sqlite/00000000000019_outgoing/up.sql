-- Outgoing documents. What lies on desks, who may look up, history and the access log are the same for them as for incoming ones: a
-- document stands in one of two tables, so that these keep no foreign key to either.
CREATE TABLE history_new (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    event TEXT NOT NULL,
    -- What happened, to the letter: what is hashed.
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, seq)
);
INSERT INTO history_new (agency_id, document_id, seq, event, body, hash, at) SELECT agency_id, document_id, seq, event, body, hash, at FROM history;
DROP TABLE history;
ALTER TABLE history_new RENAME TO history;

CREATE TABLE work_new (
    agency_id TEXT NOT NULL,
    desk TEXT NOT NULL,
    due TEXT NOT NULL,
    document_id TEXT NOT NULL,
    task TEXT NOT NULL,
    -- The document's own id where the task hangs on no assignment.
    assignment_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (agency_id, desk, due, document_id, task, assignment_id)
);
INSERT INTO work_new (agency_id, desk, due, document_id, task, assignment_id, since) SELECT agency_id, desk, due, document_id, task, assignment_id, since FROM work;
DROP TABLE work;
ALTER TABLE work_new RENAME TO work;

CREATE TABLE reading_new (
    agency_id TEXT NOT NULL,
    desk TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (agency_id, desk, document_id, assignment_id)
);
INSERT INTO reading_new (agency_id, desk, document_id, assignment_id, since) SELECT agency_id, desk, document_id, assignment_id, since FROM reading;
DROP TABLE reading;
ALTER TABLE reading_new RENAME TO reading;

CREATE TABLE looker_new (
    agency_id TEXT NOT NULL,
    principal TEXT NOT NULL,
    document_id TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    -- Whether it is an outgoing document that this unit's own registry keeps.
    kept BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (agency_id, principal, document_id)
);
INSERT INTO looker_new (agency_id, principal, document_id, secret) SELECT agency_id, principal, document_id, secret FROM looker;
DROP TABLE looker;
ALTER TABLE looker_new RENAME TO looker;
-- The secret lines of those who see every other document of the agency, too.
CREATE INDEX looker_secret ON looker (agency_id, principal, document_id) WHERE secret;

CREATE TABLE access_log_new (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    -- At whose desk, and who sat there where it was somebody else; or which other system.
    person_id TEXT NULL,
    substitute_id TEXT NULL,
    service_id TEXT NULL,
    what TEXT NOT NULL CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses')),
    file_id TEXT NULL,
    -- The first request of those that stand in this row.
    request_id TEXT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times BIGINT NOT NULL CHECK (times > 0),
    PRIMARY KEY (agency_id, id),
    CHECK ((person_id IS NULL) <> (service_id IS NULL))
);
INSERT INTO access_log_new (agency_id, id, document_id, person_id, substitute_id, service_id, what, file_id, request_id, first_at, last_at, times) SELECT agency_id, id, document_id, person_id, substitute_id, service_id, what, file_id, request_id, first_at, last_at, times FROM access_log;
DROP TABLE access_log;
ALTER TABLE access_log_new RENAME TO access_log;
CREATE INDEX access_log_of_document ON access_log (agency_id, document_id, id);
CREATE INDEX access_log_age ON access_log (last_at);

CREATE TABLE deadline_new (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    due TEXT NOT NULL,
    -- Since when it runs with this holder and this date.
    since TEXT NOT NULL,
    -- The end of the year 9999 where nothing more comes.
    next_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id)
);
INSERT INTO deadline_new (agency_id, document_id, assignment_id, due, since, next_at) SELECT agency_id, document_id, assignment_id, due, since, next_at FROM deadline;
DROP TABLE deadline;
ALTER TABLE deadline_new RENAME TO deadline;
CREATE INDEX deadline_next ON deadline (next_at, agency_id, document_id);

CREATE TABLE reminder_new (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    due TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('before', 'at', 'late', 'late_head', 'late_leader')),
    person_id TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id, due, step, person_id)
);
INSERT INTO reminder_new (agency_id, document_id, assignment_id, due, step, person_id, told_at) SELECT agency_id, document_id, assignment_id, due, step, person_id, told_at FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_new RENAME TO reminder;

-- What a register is of: incoming documents by their arrival, or outgoing ones by their issue.
ALTER TABLE register ADD COLUMN kind TEXT NOT NULL DEFAULT 'incoming' CHECK (kind IN ('incoming', 'outgoing'));

CREATE TABLE outgoing_document (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- How many history rows it has, and the hash of the last.
    version INTEGER NOT NULL CHECK (version > 0),
    chain_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'unit_review', 'form_check', 'awaiting_signature', 'signed', 'issued', 'sealed',
        'dispatched', 'filed', 'cancelled', 'voided', 'recalled')),
    type_code TEXT NOT NULL,
    subject TEXT NOT NULL,
    urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very_urgent', 'immediate')),
    department_id TEXT NOT NULL,
    drafter_id TEXT NOT NULL,
    register_id TEXT NULL,
    year INTEGER NULL,
    number INTEGER NULL,
    notation TEXT NULL,
    issued_on DATE NULL,
    -- The whole document.
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id),
    CHECK ((register_id IS NULL) = (number IS NULL))
);
CREATE UNIQUE INDEX outgoing_document_number ON outgoing_document (agency_id, register_id, number);
CREATE INDEX outgoing_document_by_number ON outgoing_document (agency_id, year, number);

-- The lines of registers of outgoing documents: one a number that was given, reserved or struck out, and none is ever taken away.
CREATE TABLE register_line (
    agency_id TEXT NOT NULL,
    register_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('taken', 'reserved', 'voided')),
    document_id TEXT NULL,
    -- That it was reserved, and that it was struck out: why, by whom and when. What came first stays.
    reserved TEXT NULL,
    voided TEXT NULL,
    -- Who wrote the line first, at whose desk.
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, register_id, number),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id),
    FOREIGN KEY (agency_id, document_id) REFERENCES outgoing_document (agency_id, id),
    CHECK (state <> 'taken' OR document_id IS NOT NULL),
    CHECK (state <> 'reserved' OR document_id IS NULL),
    CHECK (state <> 'reserved' OR reserved IS NOT NULL),
    CHECK ((state = 'voided') = (voided IS NOT NULL))
);

-- The office's directory of bodies, organisations and people outside the installation.
CREATE TABLE counterpart (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- Mã định danh.
    code TEXT NULL,
    -- Its name, folded: what it is found by.
    folded TEXT NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX counterpart_code ON counterpart (agency_id, code);
CREATE INDEX counterpart_name ON counterpart (agency_id, folded, id);
