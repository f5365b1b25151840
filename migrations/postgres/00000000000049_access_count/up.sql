-- How often each has looked at each document: kept when the log's rows are swept.
CREATE TABLE access_count (
    agency_id UUID NOT NULL,
    document_id UUID NOT NULL,
    looker TEXT NOT NULL CHECK (looker IN ('person', 'service')),
    -- Who sat at the desk, not whose desk it was.
    looker_id UUID NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses', 'book')),
    times BIGINT NOT NULL CHECK (times >= 0),
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, document_id, looker, looker_id, what)
);
INSERT INTO access_count (agency_id, document_id, looker, looker_id, what, times, first_at, last_at)
SELECT agency_id, document_id, CASE WHEN service_id IS NULL THEN 'person' ELSE 'service' END,
    COALESCE(service_id, substitute_id, person_id), what, SUM(times), MIN(first_at), MAX(last_at)
FROM access_log
GROUP BY 1, 2, 3, 4, 5;
