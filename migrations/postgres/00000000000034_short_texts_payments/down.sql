DELETE FROM reminder WHERE assignment_id = document_id AND document_id IN (SELECT document_id FROM work WHERE task = 'await_citizen');
DELETE FROM deadline WHERE assignment_id = document_id AND document_id IN (SELECT document_id FROM work WHERE task = 'await_citizen');
DROP TABLE short_text;
DROP TABLE payment_notice;
DROP TABLE payment;
