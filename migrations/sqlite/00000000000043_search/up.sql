-- The text of files (toàn văn tệp): what search finds in them. One row a file of a document that is no secret line.
CREATE TABLE file_text (
    agency_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    -- due: nobody has read it yet; read: there it is; none: there is no text in it, and reason says why.
    state TEXT NOT NULL CHECK (state IN ('due', 'read', 'none')),
    -- Until then whoever took it is reading it.
    taken_until TEXT NULL,
    reason TEXT NULL,
    body TEXT NULL,
    PRIMARY KEY (agency_id, file_id),
    FOREIGN KEY (agency_id, file_id) REFERENCES file (agency_id, id),
    CHECK ((state = 'read') = (body IS NOT NULL))
);
CREATE INDEX file_text_due ON file_text (file_id) WHERE state = 'due';
INSERT INTO file_text (agency_id, file_id, state)
    SELECT f.agency_id, f.id, 'due' FROM file f
    WHERE f.erased_at IS NULL AND (
        EXISTS (SELECT 1 FROM document d WHERE d.agency_id = f.agency_id AND d.id = f.document_id AND d.secrecy = 'none')
        OR EXISTS (SELECT 1 FROM outgoing_document o WHERE o.agency_id = f.agency_id AND o.id = f.document_id)
    );

-- Documents that the index of the search has to read anew: written with every change, taken away once that is done.
CREATE TABLE search_due (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    document_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
    -- How often it was changed since it stands here: who has read it takes away only what it has read.
    changes BIGINT NOT NULL,
    -- Until then whoever took it is reading it.
    taken_until TEXT NULL,
    PRIMARY KEY (agency_id, document_id)
);

-- The index of the search, one row a piece of a document. The ordinal is made of the document's id, which begins with the moment it came or was
-- begun: the greater, the newer. Nobody's rights stand here: they are asked of the documents themselves.
CREATE TABLE search_piece (
    ordinal BIGINT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing'))
);
-- Its tokens, by field: h heading, p people, c instructions and comments, f files. Its rowid is the piece's ordinal.
CREATE VIRTUAL TABLE search_words USING fts5(
    h, p, c, f, content = '', contentless_delete = 1, detail = column, tokenize = "ascii tokenchars '_'"
);
CREATE INDEX search_piece_document ON search_piece (agency_id, document_id);
INSERT INTO search_due (agency_id, document_id, direction, changes)
    SELECT agency_id, id, 'incoming', 1 FROM document WHERE secrecy = 'none';
INSERT INTO search_due (agency_id, document_id, direction, changes)
    SELECT agency_id, id, 'outgoing', 1 FROM outgoing_document;

-- Searches that people keep, each for themselves.
CREATE TABLE saved_search (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- What is searched: JSON, as the API takes it.
    wanted TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE INDEX saved_search_person ON saved_search (agency_id, person_id, id);
