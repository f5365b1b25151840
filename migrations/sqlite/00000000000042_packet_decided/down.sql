DROP TABLE incoming_replacement;
ALTER TABLE interchange_gateway DROP COLUMN aside_told_at;
DROP INDEX interchange_packet_named;
ALTER TABLE interchange_packet DROP COLUMN named;
ALTER TABLE interchange_packet DROP COLUMN decided_at;
ALTER TABLE interchange_packet DROP COLUMN decided_by_system;
ALTER TABLE interchange_packet DROP COLUMN decided_by;
