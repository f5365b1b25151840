-- Long work that is done in the background, with how far it has come and what came of it.
CREATE TABLE job (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    asked_by UUID NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    done INTEGER NOT NULL CHECK (done >= 0),
    -- Known once it is counted.
    total INTEGER NULL,
    result TEXT NULL,
    fault TEXT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    -- Whose it is for a while.
    worker TEXT NULL,
    lease_until TIMESTAMPTZ NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (state <> 'done' OR result IS NOT NULL),
    CHECK (state <> 'failed' OR fault IS NOT NULL)
);
CREATE INDEX job_due ON job (created_at, id) WHERE state IN ('queued', 'running');

-- The use of originals (sổ sử dụng bản lưu; Decree 30/2020, Appendix IV). Of one document one is out at a time.
CREATE TABLE original_use (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    document_id UUID NOT NULL,
    used_on DATE NOT NULL,
    returned_on DATE NULL,
    body TEXT NOT NULL,
    written_by UUID NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, document_id) REFERENCES outgoing_document (agency_id, id)
);
CREATE UNIQUE INDEX original_use_out ON original_use (agency_id, document_id) WHERE returned_on IS NULL;
CREATE INDEX original_use_by_day ON original_use (agency_id, used_on, id);

-- A register that has closed at its year's end: its lines as they stood then, each with the hash of all up to it, and what was written behind
-- them since. Nothing of it is ever changed.
CREATE TABLE register_seal (
    agency_id UUID NOT NULL,
    register_id UUID NOT NULL,
    closed_at TIMESTAMPTZ NOT NULL,
    -- Once all its lines are there.
    sealed_at TIMESTAMPTZ NULL,
    lines INTEGER NOT NULL CHECK (lines >= 0),
    -- Of the last of its lines as it was sealed.
    hash TEXT NOT NULL,
    PRIMARY KEY (agency_id, register_id),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id)
);
CREATE TABLE register_sealed_line (
    agency_id UUID NOT NULL,
    register_id UUID NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    number INTEGER NOT NULL CHECK (number > 0),
    -- Whether it was written after the register had closed.
    later BOOLEAN NOT NULL,
    line TEXT NOT NULL,
    written_by UUID NULL,
    written_at TIMESTAMPTZ NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (agency_id, register_id, seq),
    FOREIGN KEY (agency_id, register_id) REFERENCES register_seal (agency_id, register_id)
);
CREATE INDEX register_sealed_line_by_number ON register_sealed_line (agency_id, register_id, number, seq);
