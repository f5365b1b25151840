ALTER TABLE interchange_packet DROP COLUMN answered_at;
ALTER TABLE interchange_packet DROP COLUMN may_have_gone;
DROP INDEX interchange_packet_message;
