DROP TABLE interchange_gateway;
DROP TABLE interchange_alias;
DROP TABLE interchange_entry;
DROP TABLE interchange_packet;
