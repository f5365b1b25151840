-- The organisation with its dates: departments in a tree, positions and roles from when until when, and the history of changes.

ALTER TABLE agency ADD COLUMN record TEXT NULL;

ALTER TABLE department ADD COLUMN parent_id TEXT NULL;
ALTER TABLE department ADD COLUMN valid_from DATE NOT NULL DEFAULT '1900-01-01';
ALTER TABLE department ADD COLUMN valid_until DATE NULL;
ALTER TABLE department ADD COLUMN successor_id TEXT NULL;
UPDATE department SET valid_from = (SELECT date(a.created_at, '+7 hours') FROM agency a WHERE a.id = department.agency_id);
UPDATE department SET valid_until = valid_from WHERE NOT active;
ALTER TABLE department DROP COLUMN active;

ALTER TABLE person ADD COLUMN valid_from DATE NOT NULL DEFAULT '1900-01-01';
ALTER TABLE person ADD COLUMN valid_until DATE NULL;
UPDATE person SET valid_from = date(created_at, '+7 hours');
UPDATE person SET valid_until = valid_from WHERE NOT active;
ALTER TABLE person DROP COLUMN active;

CREATE TABLE position (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NULL CHECK (valid_until >= valid_from),
    post TEXT NOT NULL CHECK (post IN ('head', 'deputy', 'registry', 'officer')),
    PRIMARY KEY (agency_id, person_id, department_id, valid_from),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
    FOREIGN KEY (agency_id, department_id) REFERENCES department (agency_id, id)
);
INSERT INTO position (agency_id, person_id, department_id, valid_from, post)
    SELECT o.agency_id, o.person_id, o.department_id, p.valid_from, o.post
    FROM person_post o JOIN person p ON p.agency_id = o.agency_id AND p.id = o.person_id;
DROP TABLE person_post;

CREATE TABLE role_grant (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('registry_clerk', 'leader', 'chief_of_office', 'monitor', 'one_stop_clerk', 'archivist',
        'administrator', 'system_administrator')),
    valid_from DATE NOT NULL,
    valid_until DATE NULL CHECK (valid_until >= valid_from),
    PRIMARY KEY (agency_id, person_id, role, valid_from),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
INSERT INTO role_grant (agency_id, person_id, role, valid_from)
    SELECT o.agency_id, o.person_id, o.role, p.valid_from
    FROM person_role o JOIN person p ON p.agency_id = o.agency_id AND p.id = o.person_id;
DROP TABLE person_role;

-- One row a change: who, what was asked, and the record as it stood afterwards.
CREATE TABLE organisation_history (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    at TEXT NOT NULL,
    -- Nobody where it was the command line.
    changed_by TEXT NULL,
    command TEXT NOT NULL,
    record TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (agency_id, seq)
);

-- The departments that the holder, a person, belonged to when it was given.
ALTER TABLE assignment ADD COLUMN departments TEXT NOT NULL DEFAULT '[]';
-- Those given before have none, and lists must show what a document does.
DELETE FROM looker WHERE principal LIKE 'd:%' AND NOT EXISTS (
    SELECT 1 FROM assignment a
    WHERE a.agency_id = looker.agency_id AND a.document_id = looker.document_id AND a.holder = looker.principal
);

-- Where it began; whoever guesses from elsewhere does not shut its owner out.
ALTER TABLE session ADD COLUMN address TEXT NULL;
CREATE INDEX session_of_person ON session (agency_id, person_id);
