DROP TABLE procedure_version;
DROP TABLE procedure;
