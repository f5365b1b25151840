DROP INDEX citizen_file_size;
DROP INDEX citizen_file_id;
DROP TABLE content_to_erase;
