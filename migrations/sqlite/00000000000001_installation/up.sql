-- One row that says what this database is: the demo's invented office, or a real one. `serve` without --demo refuses a demo.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('demo', 'real')),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    schema_note TEXT
) STRICT;
