-- The agency's catalogue of administrative procedures (danh mục thủ tục hành chính): of each what lists and searches ask for, as its last
-- version has it.
CREATE TABLE procedure (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    -- Mã thủ tục; in the order of its bytes, so that a page begins at the same place on both engines.
    code TEXT COLLATE "C" NOT NULL,
    -- The last version that was published.
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    -- Code, name and field without accents.
    folded TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('central', 'provincial', 'communal')),
    online TEXT NOT NULL CHECK (online IN ('none', 'partial', 'full')),
    -- By whom, when and why nothing is received for it any more.
    withdrawal TEXT,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id)
);
-- One procedure a code; and the order of lists.
CREATE UNIQUE INDEX procedure_by_code ON procedure (agency_id, code);

-- What was published of each. A row never changes: dossiers stay on the version that they were received under.
CREATE TABLE procedure_version (
    agency_id UUID NOT NULL,
    procedure_id UUID NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, procedure_id, version),
    FOREIGN KEY (agency_id, procedure_id) REFERENCES procedure (agency_id, id)
);
