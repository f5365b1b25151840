-- Who signs for the agency, in which form and what, from when until when (Decree 30/2020, Art. 13).

CREATE TABLE signing_capacity (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('head', 'kt', 'tl', 'tuq')),
    -- Types of document and fields.
    scope TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NULL CHECK (valid_until >= valid_from),
    instrument TEXT NOT NULL,
    granted_by TEXT NULL,
    -- The unit as whose head somebody signs.
    department_id TEXT NULL,
    -- The capacity under which it stands. What it names may be written after it.
    under_id TEXT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
    -- An authorisation ends.
    CHECK (form <> 'tuq' OR valid_until IS NOT NULL),
    CHECK ((form IN ('tl', 'tuq')) = (department_id IS NOT NULL)),
    CHECK ((form = 'head') = (granted_by IS NULL)),
    CHECK (under_id IS NULL OR form = 'kt')
);
CREATE INDEX signing_of_person ON signing_capacity (agency_id, person_id);
