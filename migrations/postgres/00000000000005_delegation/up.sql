-- Who acts for whom: absences with a substitute.

CREATE TABLE absence (
    agency_id UUID NOT NULL,
    person_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL CHECK (valid_until >= valid_from),
    substitute_id UUID NOT NULL CHECK (substitute_id <> person_id),
    PRIMARY KEY (agency_id, person_id, valid_from),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
    FOREIGN KEY (agency_id, substitute_id) REFERENCES person (agency_id, id)
);
