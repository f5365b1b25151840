-- Case files (hồ sơ công việc; Decree 30/2020, Art. 28-31): one row each, from the year's list to the archive.
CREATE TABLE case_file (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    -- The hash of its last history row.
    chain_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'approved', 'struck', 'open', 'closed', 'handed_over', 'archived',
        'disposal_proposed', 'disposed')),
    year INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    title TEXT NOT NULL,
    -- The words of both without accents, a space before and behind each: what a search is narrowed by.
    words TEXT NOT NULL,
    retention TEXT NOT NULL,
    keeper_id UUID NOT NULL,
    department_id UUID NULL,
    documents INTEGER NOT NULL CHECK (documents >= 0),
    frozen BOOLEAN NOT NULL,
    -- The last day on which it is to be handed over, where it is to be.
    hand_over_due DATE NULL,
    -- The last day on which it is to be kept, once it is closed and where it is not kept for ever.
    retention_ends DATE NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id)
);
-- A symbol names one case file of a year; one that was struck off the list leaves it to another.
CREATE UNIQUE INDEX case_file_symbol ON case_file (agency_id, year, symbol) WHERE state <> 'struck';
CREATE INDEX case_file_by_state ON case_file (agency_id, state, id);
CREATE INDEX case_file_by_keeper ON case_file (agency_id, keeper_id, id);
CREATE INDEX case_file_by_department ON case_file (agency_id, department_id, id);
CREATE INDEX case_file_due ON case_file (agency_id, hand_over_due, id) WHERE hand_over_due IS NOT NULL;

-- Which documents are in which case files; their order stands in the case file.
CREATE TABLE case_file_document (
    agency_id UUID NOT NULL,
    document_id UUID NOT NULL,
    case_file_id UUID NOT NULL,
    PRIMARY KEY (agency_id, document_id, case_file_id),
    FOREIGN KEY (agency_id, case_file_id) REFERENCES case_file (agency_id, id)
);
CREATE INDEX case_file_document_of ON case_file_document (agency_id, case_file_id);
