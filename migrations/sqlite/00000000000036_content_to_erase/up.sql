-- Contents that may have to go from the storage: noted in the transaction after which a row leads there no more, and before a content is put
-- there that no row leads to yet. A row goes once its content was looked at and, where nothing has it, is gone. A content may be several
-- agencies', so it belongs to none.
CREATE TABLE content_to_erase (
    id TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    -- Not before then: whoever is putting it there has until then.
    due_at TEXT NOT NULL
);
-- What was erased from the rows before: whether it is gone from the storage was kept nowhere.
INSERT INTO content_to_erase (id, sha256, due_at)
    SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), sha256, '1970-01-01T00:00:00.000000Z'
    FROM (SELECT DISTINCT sha256 FROM file WHERE erased_at IS NOT NULL) AS erased;

-- Of which files in the storage there is a row, and how much all of an agency's are together.
CREATE INDEX citizen_file_id ON citizen_file (id);
CREATE INDEX citizen_file_size ON citizen_file (agency_id, size);
