DROP TABLE counterpart;
DROP TABLE register_line;
DROP TABLE outgoing_document;
DELETE FROM register WHERE kind = 'outgoing';
ALTER TABLE register DROP COLUMN kind;
DELETE FROM history WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM work WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM reading WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM looker WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM access_log WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM deadline WHERE document_id NOT IN (SELECT id FROM document);
DELETE FROM reminder WHERE document_id NOT IN (SELECT id FROM document);
CREATE TABLE history_new (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    event TEXT NOT NULL,
    -- What happened, to the letter: what is hashed.
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, seq),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
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
    PRIMARY KEY (agency_id, desk, due, document_id, task, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
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
    PRIMARY KEY (agency_id, desk, document_id, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);
INSERT INTO reading_new (agency_id, desk, document_id, assignment_id, since) SELECT agency_id, desk, document_id, assignment_id, since FROM reading;
DROP TABLE reading;
ALTER TABLE reading_new RENAME TO reading;

CREATE TABLE looker_new (
    agency_id TEXT NOT NULL,
    principal TEXT NOT NULL,
    document_id TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    PRIMARY KEY (agency_id, principal, document_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
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
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id),
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
    PRIMARY KEY (agency_id, document_id, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
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
    PRIMARY KEY (agency_id, document_id, assignment_id, due, step, person_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);
INSERT INTO reminder_new (agency_id, document_id, assignment_id, due, step, person_id, told_at) SELECT agency_id, document_id, assignment_id, due, step, person_id, told_at FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_new RENAME TO reminder;
