DROP TABLE case_file_document;
DROP TABLE case_file;
