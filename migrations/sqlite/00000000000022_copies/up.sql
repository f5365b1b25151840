-- A document that has gone out can be replaced by a later one. The column is made anew for its check; the table stays, as others name it.
ALTER TABLE outgoing_document ADD COLUMN state_22 TEXT NOT NULL DEFAULT 'draft' CHECK (state_22 IN ('draft', 'unit_review', 'form_check',
    'awaiting_signature', 'signed', 'issued', 'sealed', 'dispatched', 'filed', 'cancelled', 'voided', 'recalled', 'replaced'));
UPDATE outgoing_document SET state_22 = state;
ALTER TABLE outgoing_document DROP COLUMN state;
ALTER TABLE outgoing_document RENAME COLUMN state_22 TO state;

-- Of a copy: what it is of, which came in or went out.
ALTER TABLE outgoing_document ADD COLUMN copy_of TEXT NULL;
CREATE INDEX outgoing_document_copy ON outgoing_document (agency_id, copy_of, id) WHERE copy_of IS NOT NULL;

-- The types of copies.
ALTER TABLE document_type ADD COLUMN type_group_22 TEXT NOT NULL DEFAULT 'own'
    CHECK (type_group_22 IN ('administrative', 'normative', 'petition', 'own', 'copy'));
UPDATE document_type SET type_group_22 = type_group;
ALTER TABLE document_type DROP COLUMN type_group;
ALTER TABLE document_type RENAME COLUMN type_group_22 TO type_group;
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'sao_y', 'Sao y', 'Copy', 'SY', 'copy', 44 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'sao_luc', 'Sao lục', 'Copy of a copy', 'SL', 'copy', 45 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'trich_sao', 'Trích sao', 'Excerpt', 'TrS', 'copy', 46 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
UPDATE agency SET directory_version = directory_version + 1;
