DROP INDEX message_carried;
DROP INDEX message_company;
ALTER TABLE message DROP COLUMN carrier_id;
ALTER TABLE message DROP COLUMN waits_until;
ALTER TABLE message DROP COLUMN company;
