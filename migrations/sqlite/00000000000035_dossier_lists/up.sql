-- Lists and figures of dossiers read what they show, and not all that was ever received. What is open stands together, by its id; what is
-- closed, by when. Whatever a list is narrowed by has an index that ends with the id, which is the list's order.
DROP INDEX dossier_closed;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at, id) WHERE received_at IS NOT NULL;
CREATE INDEX dossier_field ON dossier (agency_id, field, id);
CREATE INDEX dossier_procedure ON dossier (agency_id, procedure_code, id);
CREATE INDEX dossier_procedure_id ON dossier (agency_id, procedure_id, id);
CREATE INDEX dossier_channel ON dossier (agency_id, channel, id);
CREATE INDEX dossier_desk ON dossier (agency_id, desk, id) WHERE desk IS NOT NULL;
CREATE INDEX dossier_at_desk ON dossier (agency_id, at_desk, id) WHERE at_desk IS NOT NULL;
CREATE INDEX dossier_closing ON dossier (agency_id, closing, id) WHERE closing IS NOT NULL;
CREATE INDEX dossier_by_original ON dossier (agency_id, by_original, id) WHERE by_original IS NOT NULL;

-- Who printed the book has looked at each dossier in it.
CREATE TABLE access_log_new (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    -- At whose desk, and who sat there where it was somebody else; or which other system.
    person_id TEXT NULL,
    substitute_id TEXT NULL,
    service_id TEXT NULL,
    what TEXT NOT NULL CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses', 'book')),
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
