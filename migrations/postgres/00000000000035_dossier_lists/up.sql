-- Lists and figures of dossiers read what they show, and not all that was ever received. What is open stands together, by its id; what is
-- closed, by when. Whatever a list is narrowed by has an index that ends with the id, which is the list's order.
DROP INDEX dossier_closed;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at, id) WHERE received_at IS NOT NULL;
CREATE INDEX dossier_field ON dossier (agency_id, field, id);
CREATE INDEX dossier_procedure ON dossier (agency_id, procedure_code, id);
CREATE INDEX dossier_procedure_id ON dossier (agency_id, procedure_id, id);
CREATE INDEX dossier_channel ON dossier (agency_id, channel, id);
CREATE INDEX dossier_desk ON dossier (agency_id, desk, id) WHERE desk IS NOT NULL;
CREATE INDEX dossier_at_desk ON dossier (agency_id, at_desk, id) WHERE at_desk IS NOT NULL;
CREATE INDEX dossier_closing ON dossier (agency_id, closing, id) WHERE closing IS NOT NULL;
CREATE INDEX dossier_by_original ON dossier (agency_id, by_original, id) WHERE by_original IS NOT NULL;

-- Who printed the book has looked at each dossier in it.
ALTER TABLE access_log DROP CONSTRAINT access_log_what_check;
ALTER TABLE access_log ADD CONSTRAINT access_log_what_check CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses', 'book'));
