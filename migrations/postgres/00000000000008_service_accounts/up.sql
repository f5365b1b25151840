-- Service accounts: other systems, which work with an agency by keys of their own.

CREATE TABLE service_account (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    -- What it is called, what for, its scopes and its keys' days.
    body TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);

-- A key by its public part, which is unique in the installation: a request names it before it is known whose it is. Of its secret
-- part there is the SHA-256 alone.
CREATE TABLE service_key (
    id UUID NOT NULL PRIMARY KEY,
    agency_id UUID NOT NULL,
    account_id UUID NOT NULL,
    secret_hash TEXT NOT NULL,
    last_used_at TIMESTAMPTZ NULL,
    last_used_from TEXT NULL,
    FOREIGN KEY (agency_id, account_id) REFERENCES service_account (agency_id, id)
);
CREATE INDEX service_key_of_account ON service_key (agency_id, account_id);
