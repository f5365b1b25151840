-- A document that has gone out can be replaced by a later one.
ALTER TABLE outgoing_document DROP CONSTRAINT outgoing_document_state_check;
ALTER TABLE outgoing_document ADD CONSTRAINT outgoing_document_state_check CHECK (state IN ('draft', 'unit_review', 'form_check',
    'awaiting_signature', 'signed', 'issued', 'sealed', 'dispatched', 'filed', 'cancelled', 'voided', 'recalled', 'replaced'));

-- Of a copy: what it is of, which came in or went out.
ALTER TABLE outgoing_document ADD COLUMN copy_of UUID NULL;
CREATE INDEX outgoing_document_copy ON outgoing_document (agency_id, copy_of, id) WHERE copy_of IS NOT NULL;

-- The types of copies.
ALTER TABLE document_type DROP CONSTRAINT document_type_type_group_check;
ALTER TABLE document_type ADD CONSTRAINT document_type_type_group_check
    CHECK (type_group IN ('administrative', 'normative', 'petition', 'own', 'copy'));
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'sao_y', 'Sao y', 'Copy', 'SY', 'copy', 44 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'sao_luc', 'Sao lục', 'Copy of a copy', 'SL', 'copy', 45 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
INSERT INTO document_type (agency_id, code, name, name_en, abbreviation, type_group, sort_order)
    SELECT id, 'trich_sao', 'Trích sao', 'Excerpt', 'TrS', 'copy', 46 FROM agency WHERE TRUE ON CONFLICT DO NOTHING;
UPDATE agency SET directory_version = directory_version + 1;
