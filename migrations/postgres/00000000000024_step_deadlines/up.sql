-- The registry's own steps have deadlines of which it is reminded, too: each under the document's own id. Those that run now are on its desk.
-- Nobody gets mails of what was past for more than a week already: the digests tell of it.
INSERT INTO deadline (agency_id, document_id, assignment_id, due, since, next_at)
    SELECT agency_id, document_id, document_id, due, since, CASE WHEN due < now() - INTERVAL '7 days' THEN '9999-12-31T23:59:59Z' ELSE since END
    FROM work
    WHERE desk = 'r' AND task IN ('register', 'present', 'issue', 'seal', 'dispatch') AND due < '9999-12-31T23:59:59Z';
