DROP TABLE account_mail;
DROP TABLE password_reset;
DROP INDEX person_email;
DROP TABLE recovery_code;
DROP TABLE second_factor;
