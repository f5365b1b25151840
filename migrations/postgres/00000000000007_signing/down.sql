DROP TABLE signing_capacity;
