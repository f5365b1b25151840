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
ALTER TABLE outgoing_document ADD COLUMN state_19 TEXT NOT NULL DEFAULT 'draft' CHECK (state_19 IN ('draft', 'unit_review', 'form_check',
    'awaiting_signature', 'signed', 'issued', 'sealed', 'dispatched', 'filed', 'cancelled', 'voided', 'recalled'));
UPDATE outgoing_document SET state_19 = state;
ALTER TABLE outgoing_document DROP COLUMN state;
ALTER TABLE outgoing_document RENAME COLUMN state_19 TO state;
ALTER TABLE document_type ADD COLUMN type_group_2 TEXT NOT NULL DEFAULT 'own'
    CHECK (type_group_2 IN ('administrative', 'normative', 'petition', 'own'));
UPDATE document_type SET type_group_2 = type_group;
ALTER TABLE document_type DROP COLUMN type_group;
ALTER TABLE document_type RENAME COLUMN type_group_2 TO type_group;
