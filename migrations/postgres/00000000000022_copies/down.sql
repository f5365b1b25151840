-- What the program before this one can't read goes, with all that hangs on it.
CREATE TEMPORARY TABLE gone AS SELECT agency_id, id FROM outgoing_document WHERE state = 'replaced' OR copy_of IS NOT NULL;
DELETE FROM register_line WHERE document_id IN (SELECT id FROM gone);
DELETE FROM history WHERE document_id IN (SELECT id FROM gone);
DELETE FROM work WHERE document_id IN (SELECT id FROM gone);
DELETE FROM reading WHERE document_id IN (SELECT id FROM gone);
DELETE FROM looker WHERE document_id IN (SELECT id FROM gone);
DELETE FROM access_log WHERE document_id IN (SELECT id FROM gone);
DELETE FROM outgoing_document WHERE id IN (SELECT id FROM gone);
DROP TABLE gone;
DELETE FROM register_line WHERE register_id IN (SELECT id FROM register WHERE scope LIKE '%"copies"%');
DELETE FROM register WHERE scope LIKE '%"copies"%';
DELETE FROM document_type WHERE type_group = 'copy';
DROP INDEX outgoing_document_copy;
ALTER TABLE outgoing_document DROP COLUMN copy_of;
ALTER TABLE outgoing_document DROP CONSTRAINT outgoing_document_state_check;
ALTER TABLE outgoing_document ADD CONSTRAINT outgoing_document_state_check CHECK (state IN ('draft', 'unit_review', 'form_check',
    'awaiting_signature', 'signed', 'issued', 'sealed', 'dispatched', 'filed', 'cancelled', 'voided', 'recalled'));
ALTER TABLE document_type DROP CONSTRAINT document_type_type_group_check;
ALTER TABLE document_type ADD CONSTRAINT document_type_type_group_check
    CHECK (type_group IN ('administrative', 'normative', 'petition', 'own'));
