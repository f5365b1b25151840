DROP INDEX file_unread_signatures;
ALTER TABLE file DROP COLUMN signatures;
