-- What a reply to a mail is about: by the hash of the token in the mail's reply address, for one person.
CREATE TABLE reply_address (
    agency_id UUID NOT NULL REFERENCES agency (id),
    token_hash TEXT NOT NULL,
    message_id UUID NOT NULL,
    document_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- In whose stead, where the reader stands in for somebody.
    instead_of UUID NULL,
    assignment_id UUID NULL,
    -- Where the work stood when the mail was sent, and of when it tells.
    standing TEXT NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    address TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    -- When it was ended: with its owner's sessions, or by a restore.
    ended_at TIMESTAMPTZ NULL,
    PRIMARY KEY (agency_id, token_hash),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE UNIQUE INDEX reply_address_token ON reply_address (token_hash);
CREATE INDEX reply_address_age ON reply_address (expires_at);
CREATE INDEX reply_address_person ON reply_address (agency_id, person_id);
CREATE INDEX reply_address_mail ON reply_address (agency_id, message_id);

-- Mail that came in: kept whole before anything is done with it, under the hash of its bytes, and never thrown away.
CREATE TABLE received_mail (
    -- Whose mailbox it came to.
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    sha256 TEXT NOT NULL,
    -- The bytes that are kept, and where it was too long to be kept whole, how many there were.
    bytes BIGINT NOT NULL,
    whole_bytes BIGINT NULL,
    -- When it was taken in here; and when the receiving server had taken it, where that is known.
    received_at TIMESTAMPTZ NOT NULL,
    arrived_at TIMESTAMPTZ NULL,
    -- waiting: to be looked at; done: nobody need look; open: for a clerk to work off; settled: worked off.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'open', 'settled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When it is looked at next; while a worker has it, when its lease ends.
    next_at TIMESTAMPTZ NOT NULL,
    leased_by TEXT NULL,
    -- What it was found to be, and what came of it.
    kind TEXT NULL,
    outcome TEXT NULL,
    -- The hash of its Message-ID and its body: the same message by another way has the same.
    identity TEXT NULL,
    message_id TEXT NULL,
    sender TEXT NULL,
    subject TEXT NULL,
    -- What it was about, and whose that is.
    document_agency_id UUID NULL,
    document_id UUID NULL,
    -- Whether its sender was answered.
    answered BOOLEAN NOT NULL DEFAULT FALSE,
    -- The clerk who wants it taken in as a letter.
    letter_by UUID NULL,
    -- The person who handed it in by hand: such a message proves nothing of its sender.
    handed_in_by UUID NULL,
    settled_by UUID NULL,
    settled_at TIMESTAMPTZ NULL,
    settled_note TEXT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX received_mail_content ON received_mail (agency_id, sha256);
CREATE INDEX received_mail_waiting ON received_mail (next_at, id) WHERE state = 'waiting';
CREATE INDEX received_mail_state ON received_mail (agency_id, state, id);
CREATE INDEX received_mail_sender ON received_mail (agency_id, sender, received_at);

-- Which message was the first of its Message-ID, and what it said: the same by another way, or at the same moment, is a repeat.
CREATE TABLE received_identity (
    agency_id UUID NOT NULL REFERENCES agency (id),
    name TEXT NOT NULL,
    identity TEXT NOT NULL,
    mail_id UUID NOT NULL,
    PRIMARY KEY (agency_id, name)
);

-- How far a mailbox was read.
CREATE TABLE mailbox_position (
    mailbox TEXT NOT NULL PRIMARY KEY,
    validity BIGINT NOT NULL,
    last_uid BIGINT NOT NULL,
    -- The day of the first look; and up to which number, since the server has numbered anew, what is read and older than that is not new.
    first_look DATE NOT NULL,
    old_to BIGINT NOT NULL DEFAULT 0
);

-- A mail that came back, or of which it was reported that it did not arrive: when, and what was said of it.
ALTER TABLE message ADD COLUMN bounced_at TIMESTAMPTZ NULL;
ALTER TABLE message ADD COLUMN bounce TEXT NULL;

-- What a reply asked for, kept until its writer confirms it by the link.
ALTER TABLE action_link ADD COLUMN prepared TEXT NULL;
CREATE INDEX action_link_mail ON action_link (agency_id, message_id);
