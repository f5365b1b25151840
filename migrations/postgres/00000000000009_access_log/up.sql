-- Who looked at a document, and when.

CREATE TABLE access_log (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    document_id UUID NOT NULL,
    -- At whose desk, and who sat there where it was somebody else; or which other system.
    person_id UUID NULL,
    substitute_id UUID NULL,
    service_id UUID NULL,
    what TEXT NOT NULL CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses')),
    file_id UUID NULL,
    -- The first request of those that stand in this row.
    request_id UUID NULL,
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    times BIGINT NOT NULL CHECK (times > 0),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id),
    CHECK ((person_id IS NULL) <> (service_id IS NULL))
);
CREATE INDEX access_log_of_document ON access_log (agency_id, document_id, id);
CREATE INDEX access_log_age ON access_log (last_at);
