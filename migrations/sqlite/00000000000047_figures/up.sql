-- What the figures of documents know of each: written by the transaction that changes it. No row of a secret line.
CREATE TABLE course (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    document_id TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('incoming', 'outgoing')),
    -- The state in which it is, and since when.
    step TEXT NOT NULL,
    since TEXT NOT NULL,
    -- Days in Vietnam.
    received_on DATE NOT NULL,
    -- Incoming: given out by a leader. Outgoing: numbered.
    passed_on DATE NULL,
    closed_on DATE NULL,
    outcome TEXT NULL CHECK (outcome IN ('early', 'in_time', 'late', 'untimed', 'ended', 'void')),
    due TEXT NULL,
    department_id TEXT NULL,
    officer_id TEXT NULL,
    type_code TEXT NOT NULL,
    sender TEXT NOT NULL,
    -- How the way out of a signed document has stood to its times so far.
    going_out TEXT NULL CHECK (going_out IN ('in_time', 'late')),
    PRIMARY KEY (agency_id, document_id),
    CHECK ((closed_on IS NULL) = (outcome IS NULL))
);
-- What is in hand, in the order of its dates.
CREATE INDEX course_open ON course (agency_id, way, due, document_id) WHERE outcome IS NULL;
CREATE INDEX course_received ON course (agency_id, way, received_on, document_id);
CREATE INDEX course_passed ON course (agency_id, way, passed_on, document_id) WHERE passed_on IS NOT NULL;
CREATE INDEX course_closed ON course (agency_id, way, closed_on, document_id) WHERE closed_on IS NOT NULL;

-- Documents that are not counted yet: those that were there before there were counters.
CREATE TABLE uncounted (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    document_id TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('incoming', 'outgoing')),
    PRIMARY KEY (agency_id, document_id)
);
INSERT INTO uncounted (agency_id, document_id, way) SELECT agency_id, id, 'incoming' FROM document;
INSERT INTO uncounted (agency_id, document_id, way) SELECT agency_id, id, 'outgoing' FROM outgoing_document;

-- The counters: how many documents count on a day, by unit, person, type and sender. The nil id stands for none.
CREATE TABLE tally (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    way TEXT NOT NULL CHECK (way IN ('incoming', 'outgoing')),
    day DATE NOT NULL,
    department_id TEXT NOT NULL,
    officer_id TEXT NOT NULL,
    type_code TEXT NOT NULL,
    sender TEXT NOT NULL,
    received BIGINT NOT NULL,
    directed BIGINT NOT NULL,
    issued BIGINT NOT NULL,
    early BIGINT NOT NULL,
    in_time BIGINT NOT NULL,
    late BIGINT NOT NULL,
    untimed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    PRIMARY KEY (agency_id, way, day, department_id, officer_id, type_code, sender)
);

-- How often documents left a state on a day, and how many seconds they had been in it, all together.
CREATE TABLE step_time (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    way TEXT NOT NULL CHECK (way IN ('incoming', 'outgoing')),
    day DATE NOT NULL,
    step TEXT NOT NULL,
    department_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    PRIMARY KEY (agency_id, way, day, step, department_id)
);

-- The figures of a week or a month as they were when it had ended, written once: later changes do not move them.
CREATE TABLE period_figures (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    -- YYYY-MM or YYYY-Www, in Vietnam.
    period TEXT NOT NULL,
    body TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, period)
);
