-- Packets of the interchange (gói tin liên thông): what came in by a gateway, kept before it is acknowledged, and what goes out, queued in the
-- transaction of its cause.
CREATE TABLE interchange_packet (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
    -- By which gateway, and under which id that knows it.
    gateway TEXT NOT NULL,
    gateway_id TEXT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'withdrawn', 'kept', 'taken', 'repeated', 'quarantined', 'discarded')),
    -- The other office's code, and the identifier of the document that it is about.
    peer TEXT NULL,
    about TEXT NULL,
    -- By what a repeat under another id is known.
    digest TEXT NULL,
    -- Our document, and of one that goes out the recipient.
    document_id UUID NULL,
    recipient_id UUID NULL,
    -- The message as it came.
    sha256 TEXT NULL,
    size BIGINT NULL,
    -- What is sent; of one that came in what was read of it.
    body TEXT NULL,
    tries INTEGER NOT NULL,
    first_try_at TIMESTAMPTZ NULL,
    next_at TIMESTAMPTZ NOT NULL,
    leased_by TEXT NULL,
    leased_until TIMESTAMPTZ NULL,
    -- Of one that came in: whether the gateway knows that it is kept here.
    acknowledged BOOLEAN NOT NULL,
    -- Why it was not sent or not taken in: a code, where in the message, and words.
    error_code TEXT NULL,
    error_at TEXT NULL,
    error_vi TEXT NULL,
    error_en TEXT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK ((leased_by IS NULL) = (leased_until IS NULL))
);
CREATE UNIQUE INDEX interchange_packet_arrived ON interchange_packet (agency_id, gateway, kind, gateway_id) WHERE direction = 'in';
CREATE INDEX interchange_packet_due ON interchange_packet (next_at) WHERE state IN ('queued', 'kept');
CREATE INDEX interchange_packet_owed ON interchange_packet (agency_id, gateway) WHERE acknowledged = FALSE;
CREATE INDEX interchange_packet_document ON interchange_packet (agency_id, document_id);
CREATE INDEX interchange_packet_about ON interchange_packet (agency_id, about);
CREATE INDEX interchange_packet_digest ON interchange_packet (agency_id, digest);
CREATE INDEX interchange_packet_quarantine ON interchange_packet (agency_id, id) WHERE state = 'quarantined';

-- Who is reached by a gateway, as it last said, with the codes that they had before.
CREATE TABLE interchange_entry (
    agency_id UUID NOT NULL REFERENCES agency (id),
    gateway TEXT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    email TEXT NULL,
    parent TEXT NULL,
    PRIMARY KEY (agency_id, gateway, code)
);
CREATE TABLE interchange_alias (
    agency_id UUID NOT NULL REFERENCES agency (id),
    gateway TEXT NOT NULL,
    alias TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (agency_id, gateway, alias)
);

-- How an office's gateways stand.
CREATE TABLE interchange_gateway (
    agency_id UUID NOT NULL REFERENCES agency (id),
    gateway TEXT NOT NULL,
    polled_at TIMESTAMPTZ NULL,
    directory_at TIMESTAMPTZ NULL,
    -- Why the last call was in vain, and since when they are.
    error TEXT NULL,
    failing_since TIMESTAMPTZ NULL,
    PRIMARY KEY (agency_id, gateway)
);
