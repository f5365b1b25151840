DROP INDEX outgoing_document_issued;
DROP INDEX outgoing_document_department;
DROP INDEX outgoing_document_state;
DROP INDEX outgoing_document_drafter;
DROP INDEX outgoing_document_by_number;
CREATE INDEX outgoing_document_by_number ON outgoing_document (agency_id, year, number);
