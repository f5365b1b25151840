DELETE FROM access_log WHERE what = 'book';
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

DROP INDEX dossier_by_original;
DROP INDEX dossier_closing;
DROP INDEX dossier_at_desk;
DROP INDEX dossier_desk;
DROP INDEX dossier_channel;
DROP INDEX dossier_procedure_id;
DROP INDEX dossier_procedure;
DROP INDEX dossier_field;
DROP INDEX dossier_closed;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at) WHERE closed_at IS NOT NULL;
