-- Links in mails by which their reader acts without signing in: for one person, document and command, by the hash of their token.
-- The code that the page asks for stands in the mail alone; here is a tag of it under a key that is not in the database, behind
-- the id of that key.
CREATE TABLE action_link (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    token_hash TEXT NOT NULL,
    message_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    -- In whose stead, where the reader stands in for somebody.
    instead_of TEXT NULL,
    assignment_id TEXT NULL,
    command TEXT NOT NULL,
    -- Where the work stood that the mail tells of, and the document's version then.
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    address TEXT NOT NULL,
    code_tag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT NULL,
    -- When it was ended unused: with its owner's sessions, or by a restore.
    ended_at TEXT NULL,
    PRIMARY KEY (agency_id, token_hash),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE UNIQUE INDEX action_link_token ON action_link (token_hash);
CREATE INDEX action_link_age ON action_link (used_at, expires_at);
CREATE INDEX action_link_person ON action_link (agency_id, person_id);

-- Wrong codes are counted for a mail: all its links ask for the same code.
CREATE TABLE action_mail (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    message_id TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL DEFAULT 0,
    -- When the last of its links runs out.
    expires_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, message_id)
);
CREATE INDEX action_mail_age ON action_mail (expires_at);
