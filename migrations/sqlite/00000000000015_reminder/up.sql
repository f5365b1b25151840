-- Deadlines that run, one an assignment, each with when it is to be looked at next: kept by the transactions that change a document.
CREATE TABLE deadline (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    due TEXT NOT NULL,
    -- Since when it runs with this holder and this date.
    since TEXT NOT NULL,
    -- The end of the year 9999 where nothing more comes.
    next_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);
CREATE INDEX deadline_next ON deadline (next_at, agency_id, document_id);
-- Those that ran before: the first look sorts out which still do. Nobody gets mails of what was past for more than a week already:
-- the digests tell of it.
INSERT INTO deadline (agency_id, document_id, assignment_id, due, since, next_at)
    SELECT a.agency_id, a.document_id, a.id, a.due, a.opened_at,
           CASE WHEN a.due < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days') THEN '9999-12-31T23:59:59.000000Z' ELSE a.opened_at END
    FROM assignment a JOIN document d ON d.agency_id = a.agency_id AND d.id = a.document_id
    WHERE a.due IS NOT NULL AND a.status IN ('open', 'accepted', 'submitted')
          AND d.state IN ('registered', 'presented', 'directed', 'in_progress', 'awaiting_approval');

-- Who was told which step of which deadline: once, whatever begins anew or runs beside. Written with the mail.
CREATE TABLE reminder (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    due TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('before', 'at', 'late', 'late_head', 'late_leader')),
    person_id TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id, due, step, person_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- Whose digest of which day was made, and when; also where there was nothing to tell.
CREATE TABLE digest (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('morning', 'week')),
    day DATE NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, person_id, kind, day),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

-- When an agency's digests are to be made next.
CREATE TABLE digest_round (
    agency_id TEXT NOT NULL PRIMARY KEY REFERENCES agency (id),
    next_at TEXT NOT NULL
);

-- What people want told otherwise than at once.
CREATE TABLE notice_preference (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('digest', 'none')),
    PRIMARY KEY (agency_id, person_id, kind),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

-- What somebody wants in their digest waits there for it, and what they don't want told stands here all the same.
CREATE TABLE message_new (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    address TEXT NULL,
    letter TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead', 'not_sent', 'in_digest', 'not_wanted')),
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next; while a worker has it, when its lease ends.
    next_at TEXT NOT NULL,
    leased_by TEXT NULL,
    last_error TEXT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT NULL,
    -- Whom of the agency it goes to; none where it goes outside, and of mails written before.
    person_id TEXT NULL,
    PRIMARY KEY (agency_id, id)
);
INSERT INTO message_new (agency_id, id, document_id, kind, recipient, address, letter, state, attempts, next_at, leased_by, last_error, created_at, sent_at)
    SELECT agency_id, id, document_id, kind, recipient, address, letter, state, attempts, next_at, leased_by, last_error, created_at, sent_at FROM message;
DROP TABLE message;
ALTER TABLE message_new RENAME TO message;
CREATE INDEX message_queue ON message (next_at, id) WHERE state = 'queued';
CREATE INDEX message_of_document ON message (agency_id, document_id, id);
CREATE INDEX message_for_digest ON message (agency_id, person_id, id) WHERE state = 'in_digest';

-- Digests, of which there is one for everybody at the same hour, stand behind the mails that somebody waits for.
ALTER TABLE account_mail ADD COLUMN digest BOOLEAN NOT NULL DEFAULT FALSE;
