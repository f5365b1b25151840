DROP INDEX work_of_document;
