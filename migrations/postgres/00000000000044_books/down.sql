DROP TABLE register_sealed_line;
DROP TABLE register_seal;
DROP TABLE original_use;
DROP TABLE job;
