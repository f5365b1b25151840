-- Deadlines that run, one an assignment, each with when it is to be looked at next: kept by the transactions that change a document.
CREATE TABLE deadline (
    agency_id UUID NOT NULL,
    document_id UUID NOT NULL,
    assignment_id UUID NOT NULL,
    due TIMESTAMPTZ NOT NULL,
    -- Since when it runs with this holder and this date.
    since TIMESTAMPTZ NOT NULL,
    -- The end of the year 9999 where nothing more comes.
    next_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);
CREATE INDEX deadline_next ON deadline (next_at, agency_id, document_id);
-- Those that ran before: the first look sorts out which still do. Nobody gets mails of what was past for more than a week already:
-- the digests tell of it.
INSERT INTO deadline (agency_id, document_id, assignment_id, due, since, next_at)
    SELECT a.agency_id, a.document_id, a.id, a.due, a.opened_at,
           CASE WHEN a.due < now() - INTERVAL '7 days' THEN TIMESTAMPTZ '9999-12-31 23:59:59+00' ELSE a.opened_at END
    FROM assignment a JOIN document d ON d.agency_id = a.agency_id AND d.id = a.document_id
    WHERE a.due IS NOT NULL AND a.status IN ('open', 'accepted', 'submitted')
          AND d.state IN ('registered', 'presented', 'directed', 'in_progress', 'awaiting_approval');

-- Who was told which step of which deadline: once, whatever begins anew or runs beside. Written with the mail.
CREATE TABLE reminder (
    agency_id UUID NOT NULL,
    document_id UUID NOT NULL,
    assignment_id UUID NOT NULL,
    due TIMESTAMPTZ NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('before', 'at', 'late', 'late_head', 'late_leader')),
    person_id UUID NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, document_id, assignment_id, due, step, person_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- Whose digest of which day was made, and when; also where there was nothing to tell.
CREATE TABLE digest (
    agency_id UUID NOT NULL,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('morning', 'week')),
    day DATE NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, person_id, kind, day),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

-- When an agency's digests are to be made next.
CREATE TABLE digest_round (
    agency_id UUID NOT NULL PRIMARY KEY REFERENCES agency (id),
    next_at TIMESTAMPTZ NOT NULL
);

-- What people want told otherwise than at once.
CREATE TABLE notice_preference (
    agency_id UUID NOT NULL,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('digest', 'none')),
    PRIMARY KEY (agency_id, person_id, kind),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

-- What somebody wants in their digest waits there for it, and what they don't want told stands here all the same.
ALTER TABLE message ADD COLUMN person_id UUID NULL;
ALTER TABLE message DROP CONSTRAINT message_state_check;
ALTER TABLE message ADD CONSTRAINT message_state_check
    CHECK (state IN ('queued', 'sent', 'dead', 'not_sent', 'in_digest', 'not_wanted'));
CREATE INDEX message_for_digest ON message (agency_id, person_id, id) WHERE state = 'in_digest';

-- Digests, of which there is one for everybody at the same hour, stand behind the mails that somebody waits for.
ALTER TABLE account_mail ADD COLUMN digest BOOLEAN NOT NULL DEFAULT FALSE;
