-- The office: agencies, people, registers, incoming documents with their assignments and history, work, mail and sessions.
-- Every table carries agency_id, first in its keys, so that a cluster can shard by office.

CREATE TABLE agency (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    -- Raised by every change of people, departments, rules or types, so that each instance knows when to read them anew.
    directory_version BIGINT NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL
);

CREATE TABLE department (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_order INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, code)
);

CREATE TABLE person (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- Lower case; unique in the installation, so that nobody has to say which agency they sign in to.
    username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NULL,
    password_hash TEXT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);

CREATE TABLE person_role (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('registry_clerk', 'leader', 'chief_of_office', 'monitor', 'one_stop_clerk', 'administrator')),
    PRIMARY KEY (agency_id, person_id, role),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);

CREATE TABLE person_post (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    post TEXT NOT NULL CHECK (post IN ('head', 'deputy', 'registry', 'officer')),
    PRIMARY KEY (agency_id, person_id, department_id),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
    FOREIGN KEY (agency_id, department_id) REFERENCES department (agency_id, id)
);

CREATE TABLE document_type (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    abbreviation TEXT NULL,
    type_group TEXT NOT NULL CHECK (type_group IN ('administrative', 'normative', 'petition', 'own')),
    sort_order INTEGER NOT NULL,
    PRIMARY KEY (agency_id, code)
);

CREATE TABLE routing_rule (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    body TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
);

-- One row a book and year. next_number is taken in the transaction that writes the line (Decree 30/2020, Art. 22(2)).
CREATE TABLE register (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    scope TEXT NOT NULL,
    first_number INTEGER NOT NULL CHECK (first_number > 0),
    next_number INTEGER NOT NULL CHECK (next_number >= first_number),
    is_open BOOLEAN NOT NULL DEFAULT TRUE,
    opened_reason TEXT NULL,
    opened_by TEXT NULL,
    opened_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, code, year)
);

CREATE TABLE document (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    -- How many history rows it has, and the hash of the last.
    version INTEGER NOT NULL CHECK (version > 0),
    chain_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'registered', 'presented', 'directed', 'in_progress',
        'awaiting_approval', 'completed', 'filed', 'refused', 'returned', 'voided', 'recalled')),
    -- The state's own facts.
    state_facts TEXT NOT NULL,
    received_by TEXT NULL,
    author TEXT NOT NULL,
    author_code TEXT NULL,
    number TEXT NULL,
    notation TEXT NULL,
    issued_on DATE NULL,
    type_code TEXT NOT NULL,
    subject TEXT NULL,
    remark TEXT NULL,
    secrecy TEXT NOT NULL CHECK (secrecy IN ('none', 'confidential', 'secret', 'top_secret')),
    urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very_urgent', 'immediate')),
    pages INTEGER NULL,
    copies INTEGER NULL,
    language TEXT NOT NULL,
    deadline DATE NULL,
    signer_name TEXT NULL,
    signer_position TEXT NULL,
    sender_email TEXT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('paper', 'interchange', 'email', 'fax', 'one_stop')),
    received_at TEXT NOT NULL,
    -- Author, number, notation and date, folded: what a duplicate is found by.
    duplicate_key TEXT NULL,
    register_id TEXT NULL,
    arrival_year INTEGER NULL,
    arrival_number INTEGER NULL,
    -- Files, and what is open beside the state.
    files TEXT NOT NULL,
    beside TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id),
    -- A secret line has no content.
    CHECK (secrecy = 'none' OR (subject IS NULL AND remark IS NULL))
);
CREATE UNIQUE INDEX document_arrival_number ON document (agency_id, register_id, arrival_number);
CREATE INDEX document_by_arrival ON document (agency_id, arrival_year, arrival_number);
CREATE INDEX document_by_year ON document (agency_id, arrival_year, id);
CREATE INDEX document_by_notation ON document (agency_id, notation, id) WHERE notation IS NOT NULL;
CREATE INDEX document_duplicate ON document (agency_id, duplicate_key, id) WHERE duplicate_key IS NOT NULL;
CREATE INDEX document_by_state ON document (agency_id, state, id);
CREATE INDEX document_open ON document (agency_id, id) WHERE secrecy = 'none';

CREATE TABLE assignment (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Its place among the assignments of the document, oldest first.
    position INTEGER NOT NULL,
    parent_id TEXT NULL,
    role TEXT NOT NULL CHECK (role IN ('primary', 'supporting', 'informed', 'monitor')),
    leader_approves BOOLEAN NOT NULL,
    due TEXT NULL,
    -- d:… a department, p:… a person.
    holder TEXT NOT NULL,
    -- p:… a person, u:… a routing rule.
    assigned_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    instruction TEXT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'submitted', 'done', 'given_back', 'withdrawn')),
    status_facts TEXT NOT NULL,
    extension TEXT NULL,
    PRIMARY KEY (agency_id, document_id, id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- One row an event; each holds the hash of the one before, so that a change by hand shows.
CREATE TABLE history (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    event TEXT NOT NULL,
    -- What happened, to the letter: what is hashed.
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (agency_id, document_id, seq),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- To act: what lies on each desk. due is the end of the year 9999 where there is no deadline.
CREATE TABLE work (
    agency_id TEXT NOT NULL,
    desk TEXT NOT NULL,
    due TEXT NOT NULL,
    document_id TEXT NOT NULL,
    task TEXT NOT NULL,
    -- The document's own id where the task hangs on no assignment.
    assignment_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (agency_id, desk, due, document_id, task, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- To read: what somebody was informed of and has not acknowledged.
CREATE TABLE reading (
    agency_id TEXT NOT NULL,
    desk TEXT NOT NULL,
    document_id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (agency_id, desk, document_id, assignment_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);

-- May look up: who has, or had, a part in a document.
CREATE TABLE looker (
    agency_id TEXT NOT NULL,
    principal TEXT NOT NULL,
    document_id TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    PRIMARY KEY (agency_id, principal, document_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES document (agency_id, id)
);
-- The secret lines of those who see every other document of the agency, too.
CREATE INDEX looker_secret ON looker (agency_id, principal, document_id) WHERE secret;

-- How much lies on each desk, kept by the transactions that change it.
CREATE TABLE work_count (
    agency_id TEXT NOT NULL,
    desk TEXT NOT NULL,
    task TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (agency_id, desk, task)
);

CREATE TABLE file (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    uploaded_by TEXT NOT NULL,
    uploaded_at TEXT NOT NULL,
    -- The document it belongs to, once it does.
    document_id TEXT NULL,
    PRIMARY KEY (agency_id, id)
);

-- Mails, written in the transaction of what they tell of and sent afterwards.
CREATE TABLE message (
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
CREATE INDEX message_queue ON message (next_at, id) WHERE state = 'queued';
CREATE INDEX message_of_document ON message (agency_id, document_id, id);

CREATE TABLE session (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT NULL,
    ended_because TEXT NULL,
    client TEXT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE INDEX session_age ON session (expires_at);

-- Refresh tokens by their hash; one that was used points to the one given for it.
CREATE TABLE refresh_token (
    token_hash TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    used_at TEXT NULL,
    FOREIGN KEY (agency_id, session_id) REFERENCES session (agency_id, id)
);
CREATE INDEX refresh_token_of_session ON refresh_token (agency_id, session_id);

-- What a POST with an Idempotency-Key was answered.
CREATE TABLE idempotency (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status SMALLINT NOT NULL,
    location TEXT NULL,
    etag TEXT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, person_id, idempotency_key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
