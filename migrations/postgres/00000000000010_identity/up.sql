-- Signing in at another's: who is known there by which name, and sign-ins that have begun.

CREATE TABLE identity_link (
    agency_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- The issuer's address and its own name for the person: together they are one person's for good.
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (issuer, subject),
    UNIQUE (agency_id, person_id, issuer),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

-- Nobody is known yet where one begins, so no agency either.
CREATE TABLE outside_sign_in (
    state_hash TEXT NOT NULL PRIMARY KEY,
    -- Of what whoever began it alone has.
    secret_hash TEXT NOT NULL,
    provider TEXT NOT NULL,
    -- Nonce and PKCE verifier, sealed.
    sealed TEXT NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    -- When its code was exchanged: once.
    redeemed_at TIMESTAMPTZ NULL,
    -- Who it was found to be, sealed, where a second factor is still to be shown.
    found TEXT NULL
);
CREATE INDEX outside_sign_in_age ON outside_sign_in (expires_at);
