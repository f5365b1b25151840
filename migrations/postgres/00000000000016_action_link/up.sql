-- Links in mails by which their reader acts without signing in: for one person, document and command, by the hash of their token.
-- The code that the page asks for stands in the mail alone; here is a tag of it under a key that is not in the database.
CREATE TABLE action_link (
    agency_id UUID NOT NULL REFERENCES agency (id),
    token_hash TEXT NOT NULL,
    message_id UUID NOT NULL,
    document_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- In whose stead, where the reader stands in for somebody.
    instead_of UUID NULL,
    assignment_id UUID NULL,
    command TEXT NOT NULL,
    -- Where the work stood that the mail tells of, and the document's version then.
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    address TEXT NOT NULL,
    code_tag TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NULL,
    wrong_tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (agency_id, token_hash),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE UNIQUE INDEX action_link_token ON action_link (token_hash);
CREATE INDEX action_link_age ON action_link (expires_at);
