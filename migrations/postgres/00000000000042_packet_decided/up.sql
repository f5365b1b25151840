-- Who has decided about a packet that was laid aside, a person or a system, and when.
ALTER TABLE interchange_packet ADD COLUMN decided_by UUID NULL;
ALTER TABLE interchange_packet ADD COLUMN decided_by_system UUID NULL;
ALTER TABLE interchange_packet ADD COLUMN decided_at TIMESTAMPTZ NULL;
-- By what else than its identifier the document is found that a packet is about: its date, number and notation.
ALTER TABLE interchange_packet ADD COLUMN named TEXT NULL;
UPDATE interchange_packet SET named = (body::json #>> '{about,issued_on}') || '|' || ltrim((body::json #>> '{about,written}'), '0')
    WHERE direction = 'in' AND body IS NOT NULL;
UPDATE interchange_packet SET named = (body::json #>> '{issued_on}') || '|' || ltrim((body::json #>> '{number}') || '/' || (body::json #>> '{notation}'), '0')
    WHERE direction = 'out' AND kind = 'document' AND body IS NOT NULL;
CREATE INDEX interchange_packet_named ON interchange_packet (agency_id, named) WHERE named IS NOT NULL;
-- When the registry was told last that packets wait for it.
ALTER TABLE interchange_gateway ADD COLUMN aside_told_at TIMESTAMPTZ NULL;

-- Which received document its sender has put in the place of which, as their packet names them.
CREATE TABLE incoming_replacement (
    agency_id UUID NOT NULL REFERENCES agency (id),
    earlier_id UUID NOT NULL,
    later_id UUID NOT NULL,
    PRIMARY KEY (agency_id, earlier_id, later_id)
);
CREATE INDEX incoming_replacement_later ON incoming_replacement (agency_id, later_id);
