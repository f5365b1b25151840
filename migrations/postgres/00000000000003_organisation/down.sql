DROP INDEX session_of_person;
ALTER TABLE session DROP COLUMN address;
ALTER TABLE assignment DROP COLUMN departments;
DROP TABLE organisation_history;

CREATE TABLE person_role (
    agency_id UUID NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('registry_clerk', 'leader', 'chief_of_office', 'monitor', 'one_stop_clerk', 'administrator')),
    PRIMARY KEY (agency_id, person_id, role),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
INSERT INTO person_role (agency_id, person_id, role)
    SELECT DISTINCT agency_id, person_id, role FROM role_grant
    WHERE valid_until IS NULL AND role NOT IN ('archivist', 'system_administrator');
DROP TABLE role_grant;

CREATE TABLE person_post (
    agency_id UUID NOT NULL,
    person_id UUID NOT NULL,
    department_id UUID NOT NULL,
    post TEXT NOT NULL CHECK (post IN ('head', 'deputy', 'registry', 'officer')),
    PRIMARY KEY (agency_id, person_id, department_id),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
    FOREIGN KEY (agency_id, department_id) REFERENCES department (agency_id, id)
);
INSERT INTO person_post (agency_id, person_id, department_id, post)
    SELECT agency_id, person_id, department_id, min(post) FROM position WHERE valid_until IS NULL
    GROUP BY agency_id, person_id, department_id;
DROP TABLE position;

ALTER TABLE person ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE person SET active = FALSE WHERE valid_until IS NOT NULL;
ALTER TABLE person DROP COLUMN valid_until;
ALTER TABLE person DROP COLUMN valid_from;

ALTER TABLE department ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE department SET active = FALSE WHERE valid_until IS NOT NULL;
ALTER TABLE department DROP COLUMN successor_id;
ALTER TABLE department DROP COLUMN valid_until;
ALTER TABLE department DROP COLUMN valid_from;
ALTER TABLE department DROP COLUMN parent_id;

ALTER TABLE agency DROP COLUMN record;
