DROP INDEX file_content;
ALTER TABLE file DROP COLUMN erased_at;
DROP TABLE personal_data_act;
DROP TABLE citizen_dossier;
DROP TABLE citizen_file;
DROP TABLE citizen_draft;
DROP TABLE citizen_session;
DROP TABLE citizen_code;
DROP TABLE citizen;
