DROP INDEX action_link_mail;
ALTER TABLE action_link DROP COLUMN prepared;
ALTER TABLE message DROP COLUMN bounce;
ALTER TABLE message DROP COLUMN bounced_at;
DROP TABLE mailbox_position;
DROP TABLE received_identity;
DROP TABLE received_mail;
DROP TABLE reply_address;
