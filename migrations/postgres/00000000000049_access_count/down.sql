DROP TABLE access_count;
