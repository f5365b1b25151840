-- Signing in with more than a password: a second factor (TOTP, RFC 6238) and its recovery codes.

-- The secret is sealed with a key that lies outside the database.
CREATE TABLE second_factor (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- Until then it is asked of nobody.
    confirmed_at TEXT NULL,
    -- The time step of the last code that was used: neither it nor an earlier one is good again.
    last_step BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (agency_id, person_id),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

CREATE TABLE recovery_code (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at TEXT NULL,
    PRIMARY KEY (agency_id, person_id, code_hash),
    FOREIGN KEY (agency_id, person_id) REFERENCES second_factor (agency_id, person_id)
);

CREATE INDEX person_email ON person (lower(email));

-- A password that is forgotten is set anew with a token that its owner gets by mail: kept as a hash, good once and not for long.
CREATE TABLE password_reset (
    token_hash TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE INDEX password_reset_of_person ON password_reset (agency_id, person_id);
CREATE INDEX password_reset_age ON password_reset (expires_at);

-- Mails to people about their accounts, until they are sent: sealed as second factors are, since they may hold a token.
CREATE TABLE account_mail (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    letter TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next; while a worker has it, when its lease ends.
    next_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE INDEX account_mail_queue ON account_mail (next_at, id);
