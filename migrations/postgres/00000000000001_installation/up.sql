-- One row that says what this database is: the demo's invented office, or a real one. `serve` without --demo refuses a demo.
CREATE TABLE installation (
    id smallint NOT NULL PRIMARY KEY CHECK (id = 1),
    kind text NOT NULL CHECK (kind IN ('demo', 'real')),
    created_at timestamptz NOT NULL,
    schema_note text
);
