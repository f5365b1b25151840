-- Short messages to citizens' telephones: written in the transaction of what they tell of, sent by a worker as mails are.
CREATE TABLE short_text (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    dossier_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead', 'not_sent')),
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next; while a worker has it, when its lease ends.
    next_at TEXT NOT NULL,
    leased_by TEXT NULL,
    last_error TEXT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, dossier_id) REFERENCES dossier (agency_id, id)
);
CREATE INDEX short_text_queue ON short_text (next_at, id) WHERE state = 'queued';
CREATE INDEX short_text_of_dossier ON short_text (agency_id, dossier_id, id);

-- What payment gateways are asked for, apart from the dossiers that it is for; and what they have told, each transaction once.
CREATE TABLE payment (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    dossier_id TEXT NOT NULL,
    gateway TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The transaction by which it was paid.
    paid_by TEXT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, dossier_id) REFERENCES dossier (agency_id, id)
);
CREATE INDEX payment_of_dossier ON payment (agency_id, dossier_id, id);
CREATE TABLE payment_notice (
    agency_id TEXT NOT NULL,
    gateway TEXT NOT NULL,
    transaction_code TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    amount INTEGER NOT NULL,
    paid_at TEXT NOT NULL,
    told_at TEXT NOT NULL,
    -- Why the desk is to look; nothing where it stands on the dossier.
    doubt TEXT NULL,
    PRIMARY KEY (agency_id, gateway, transaction_code),
    FOREIGN KEY (agency_id, payment_id) REFERENCES payment (agency_id, id)
);

-- Of a citizen who has time to complete a dossier, or to pay, the one-stop shop is reminded when that is over. Nobody gets mails of what was past
-- for more than a week already.
INSERT INTO deadline (agency_id, document_id, assignment_id, due, since, next_at)
    SELECT agency_id, document_id, document_id, due, since, CASE WHEN due < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days') THEN '9999-12-31T23:59:59.000000Z' ELSE since END
    FROM work
    WHERE desk = 'o' AND task = 'await_citizen' AND due < '9999-12-31T23:59:59.000000Z';
