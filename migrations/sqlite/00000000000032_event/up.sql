-- Events (sự kiện): what other systems are told of, written in the transaction of what they tell. They are written without a position, so
-- that no business waits for another; whoever reads, or sends, gives positions first to all that have none and are committed.
CREATE TABLE event (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- What it is about, and the place in that one's history.
    subject_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    -- The system that handed in what it is about.
    handed_in_by TEXT NULL,
    at TEXT NOT NULL,
    -- How what it is about stood afterwards.
    body TEXT NOT NULL,
    position BIGINT NULL CHECK (position > 0),
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, subject_id, version)
);
CREATE UNIQUE INDEX event_position ON event (agency_id, position) WHERE position IS NOT NULL;
CREATE INDEX event_unplaced ON event (agency_id, id) WHERE position IS NULL;

-- How far an agency's events have positions, and from where on they are kept. Its row is the lock under which positions are given.
CREATE TABLE event_feed (
    agency_id TEXT NOT NULL PRIMARY KEY REFERENCES agency (id),
    last_position BIGINT NOT NULL,
    -- The last position that was thrown away.
    gone_position BIGINT NOT NULL
);

-- Where events are sent.
CREATE TABLE webhook (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- Its name, address and kinds.
    body TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);

-- What its messages are signed with, sealed; the one before holds for a while beside it.
CREATE TABLE webhook_secret (
    agency_id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    before TEXT NULL,
    before_until TEXT NULL,
    PRIMARY KEY (agency_id, webhook_id),
    FOREIGN KEY (agency_id, webhook_id) REFERENCES webhook (agency_id, id),
    CHECK ((before IS NULL) = (before_until IS NULL))
);

-- How sending to a webhook stands; there is a row while events are sent to it.
CREATE TABLE webhook_standing (
    agency_id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    -- When it is tried next, and who has it until when.
    next_at TEXT NOT NULL,
    leased_by TEXT NULL,
    leased_until TEXT NULL,
    -- How often in a row it could not be reached, and since when nothing arrives.
    failures INTEGER NOT NULL,
    failing_since TEXT NULL,
    PRIMARY KEY (agency_id, webhook_id),
    FOREIGN KEY (agency_id, webhook_id) REFERENCES webhook (agency_id, id),
    CHECK ((leased_by IS NULL) = (leased_until IS NULL))
);
CREATE INDEX webhook_standing_next ON webhook_standing (next_at);

-- One event for one webhook, and what became of it.
CREATE TABLE webhook_delivery (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    tries INTEGER NOT NULL,
    -- When it was tried first, since it was made or replayed last.
    first_try_at TEXT NULL,
    next_at TEXT NOT NULL,
    -- What the last try was answered, or why there was no answer.
    last_status INTEGER NULL,
    last_answer TEXT NULL,
    last_error TEXT NULL,
    sent_at TEXT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, webhook_id, event_id),
    FOREIGN KEY (agency_id, webhook_id) REFERENCES webhook (agency_id, id),
    FOREIGN KEY (agency_id, event_id) REFERENCES event (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (agency_id, webhook_id, position) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_failed ON webhook_delivery (agency_id, webhook_id) WHERE state = 'failed';
CREATE INDEX webhook_delivery_page ON webhook_delivery (agency_id, webhook_id, position);
CREATE INDEX webhook_delivery_event ON webhook_delivery (agency_id, event_id);
