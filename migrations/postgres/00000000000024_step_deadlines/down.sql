DELETE FROM reminder WHERE assignment_id = document_id;
DELETE FROM deadline WHERE assignment_id = document_id;
