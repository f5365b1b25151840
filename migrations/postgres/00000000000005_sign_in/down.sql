DROP INDEX person_email;
DROP TABLE recovery_code;
DROP TABLE second_factor;
