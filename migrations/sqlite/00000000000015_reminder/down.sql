DELETE FROM account_mail WHERE digest;
ALTER TABLE account_mail DROP COLUMN digest;
DELETE FROM message WHERE state IN ('in_digest', 'not_wanted');
DROP INDEX message_for_digest;
CREATE TABLE message_new (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    address TEXT NULL,
    letter TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead', 'not_sent')),
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next; while a worker has it, when its lease ends.
    next_at TEXT NOT NULL,
    leased_by TEXT NULL,
    last_error TEXT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT NULL,
    PRIMARY KEY (agency_id, id)
);
INSERT INTO message_new (agency_id, id, document_id, kind, recipient, address, letter, state, attempts, next_at, leased_by, last_error, created_at, sent_at)
    SELECT agency_id, id, document_id, kind, recipient, address, letter, state, attempts, next_at, leased_by, last_error, created_at, sent_at FROM message;
DROP TABLE message;
ALTER TABLE message_new RENAME TO message;
CREATE INDEX message_queue ON message (next_at, id) WHERE state = 'queued';
CREATE INDEX message_of_document ON message (agency_id, document_id, id);
DROP TABLE notice_preference;
DROP TABLE digest_round;
DROP TABLE digest;
DROP TABLE reminder;
DROP INDEX deadline_next;
DROP TABLE deadline;
