-- What passes from one agency of the installation to another, and the commands that it becomes there.

CREATE TABLE delivery (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    to_agency_id TEXT NOT NULL REFERENCES agency (id),
    -- The document that it becomes there.
    document_id TEXT NOT NULL,
    -- Facts and files.
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (to_agency_id <> agency_id)
);

-- A command on its way to the other agency; carried out there in the transaction that notes it here.
CREATE TABLE delivery_step (
    agency_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('receive', 'recall')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    -- Why, where it is a recall.
    reason TEXT NULL,
    -- The rule that said no there, in words.
    failure TEXT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, delivery_id, kind),
    FOREIGN KEY (agency_id, delivery_id) REFERENCES delivery (agency_id, id)
);
CREATE INDEX delivery_step_queue ON delivery_step (next_at, delivery_id) WHERE state = 'queued';
