-- Outgoing documents. What lies on desks, who may look up, history and the access log are the same for them as for incoming ones: a
-- document stands in one of two tables, so that these keep no foreign key to either.
ALTER TABLE history DROP CONSTRAINT history_agency_id_document_id_fkey;
ALTER TABLE work DROP CONSTRAINT work_agency_id_document_id_fkey;
ALTER TABLE reading DROP CONSTRAINT reading_agency_id_document_id_fkey;
ALTER TABLE looker DROP CONSTRAINT looker_agency_id_document_id_fkey;
-- Whether it is an outgoing document that this unit's own registry keeps.
ALTER TABLE looker ADD COLUMN kept BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE access_log DROP CONSTRAINT access_log_agency_id_document_id_fkey;
ALTER TABLE deadline DROP CONSTRAINT deadline_agency_id_document_id_fkey;
ALTER TABLE reminder DROP CONSTRAINT reminder_agency_id_document_id_fkey;

-- What a register is of: incoming documents by their arrival, or outgoing ones by their issue.
ALTER TABLE register ADD COLUMN kind TEXT NOT NULL DEFAULT 'incoming' CHECK (kind IN ('incoming', 'outgoing'));

CREATE TABLE outgoing_document (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    -- How many history rows it has, and the hash of the last.
    version INTEGER NOT NULL CHECK (version > 0),
    chain_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'unit_review', 'form_check', 'awaiting_signature', 'signed', 'issued', 'sealed',
        'dispatched', 'filed', 'cancelled', 'voided', 'recalled')),
    type_code TEXT NOT NULL,
    subject TEXT NOT NULL,
    urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very_urgent', 'immediate')),
    department_id UUID NOT NULL,
    drafter_id UUID NOT NULL,
    register_id UUID NULL,
    year INTEGER NULL,
    number INTEGER NULL,
    notation TEXT NULL,
    issued_on DATE NULL,
    -- The whole document.
    body TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id),
    CHECK ((register_id IS NULL) = (number IS NULL))
);
CREATE UNIQUE INDEX outgoing_document_number ON outgoing_document (agency_id, register_id, number);
CREATE INDEX outgoing_document_by_number ON outgoing_document (agency_id, year, number);

-- The lines of registers of outgoing documents: one a number that was given, reserved or struck out, and none is ever taken away.
CREATE TABLE register_line (
    agency_id UUID NOT NULL,
    register_id UUID NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('taken', 'reserved', 'voided')),
    document_id UUID NULL,
    -- That it was reserved, and that it was struck out: why, by whom and when. What came first stays.
    reserved TEXT NULL,
    voided TEXT NULL,
    -- Who wrote the line first, at whose desk.
    written_by UUID NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, register_id, number),
    FOREIGN KEY (agency_id, register_id) REFERENCES register (agency_id, id),
    FOREIGN KEY (agency_id, document_id) REFERENCES outgoing_document (agency_id, id),
    CHECK (state <> 'taken' OR document_id IS NOT NULL),
    CHECK (state <> 'reserved' OR document_id IS NULL),
    CHECK (state <> 'reserved' OR reserved IS NOT NULL),
    CHECK ((state = 'voided') = (voided IS NOT NULL))
);

-- The office's directory of bodies, organisations and people outside the installation.
CREATE TABLE counterpart (
    agency_id UUID NOT NULL REFERENCES agency (id),
    id UUID NOT NULL,
    -- Mã định danh.
    code TEXT NULL,
    -- Its name, folded: what it is found by.
    folded TEXT NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX counterpart_code ON counterpart (agency_id, code);
CREATE INDEX counterpart_name ON counterpart (agency_id, folded, id);
