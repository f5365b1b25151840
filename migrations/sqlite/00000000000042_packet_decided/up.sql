-- Who has decided about a packet that was laid aside, a person or a system, and when.
ALTER TABLE interchange_packet ADD COLUMN decided_by TEXT NULL;
ALTER TABLE interchange_packet ADD COLUMN decided_by_system TEXT NULL;
ALTER TABLE interchange_packet ADD COLUMN decided_at TEXT NULL;
-- By what else than its identifier the document is found that a packet is about: its date, number and notation.
ALTER TABLE interchange_packet ADD COLUMN named TEXT NULL;
UPDATE interchange_packet SET named = json_extract(body, '$.about.issued_on') || '|' || ltrim(json_extract(body, '$.about.written'), '0')
    WHERE direction = 'in' AND body IS NOT NULL;
UPDATE interchange_packet SET named = json_extract(body, '$.issued_on') || '|' || ltrim(json_extract(body, '$.number') || '/' || json_extract(body, '$.notation'), '0')
    WHERE direction = 'out' AND kind = 'document' AND body IS NOT NULL;
CREATE INDEX interchange_packet_named ON interchange_packet (agency_id, named) WHERE named IS NOT NULL;
-- When the registry was told last that packets wait for it.
ALTER TABLE interchange_gateway ADD COLUMN aside_told_at TEXT NULL;

-- Which received document its sender has put in the place of which, as their packet names them.
CREATE TABLE incoming_replacement (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    earlier_id TEXT NOT NULL,
    later_id TEXT NOT NULL,
    PRIMARY KEY (agency_id, earlier_id, later_id)
);
CREATE INDEX incoming_replacement_later ON incoming_replacement (agency_id, later_id);
