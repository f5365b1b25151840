DROP INDEX assignment_counted;
ALTER TABLE assignment DROP COLUMN counted;
DROP TABLE recount;
DROP TABLE calendar;
