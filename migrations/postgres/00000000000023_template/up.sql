-- The office's templates (mẫu văn bản): files from which the files of outgoing documents are made.
CREATE TABLE template (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    -- Whether documents can be made from it.
    active BOOLEAN NOT NULL,
    file_id UUID NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    changed_by UUID NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, file_id) REFERENCES file (agency_id, id)
);
-- Those in use, which are all that most people list.
CREATE INDEX template_in_use ON template (agency_id, id) WHERE active;
