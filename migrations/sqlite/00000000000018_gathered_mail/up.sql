-- Mails of what happens on one document within minutes go out as one.
-- With what a mail may go together, while it waits for that: the same for those to one person about one document.
ALTER TABLE message ADD COLUMN company TEXT NULL;
-- Until when it waits, or waited.
ALTER TABLE message ADD COLUMN waits_until TEXT NULL;
-- In whose mail it goes or went, where that is another's.
ALTER TABLE message ADD COLUMN carrier_id TEXT NULL;
CREATE INDEX message_company ON message (agency_id, company, id) WHERE company IS NOT NULL;
CREATE INDEX message_carried ON message (agency_id, carrier_id, id) WHERE carrier_id IS NOT NULL;
