-- Two outgoing documents of a year never have the same số, ký hiệu, in whichever registers they stand.
DROP INDEX outgoing_document_by_number;
CREATE UNIQUE INDEX outgoing_document_by_number ON outgoing_document (agency_id, year, number, notation);
-- What its drafter, and a unit, has under way.
CREATE INDEX outgoing_document_drafter ON outgoing_document (agency_id, drafter_id, state);
-- Lists of a unit, and of a time.
CREATE INDEX outgoing_document_department ON outgoing_document (agency_id, department_id, id);
CREATE INDEX outgoing_document_issued ON outgoing_document (agency_id, issued_on, id);
CREATE INDEX outgoing_document_state ON outgoing_document (agency_id, state, id);
