DELETE FROM access_log WHERE what = 'book';
ALTER TABLE access_log DROP CONSTRAINT access_log_what_check;
ALTER TABLE access_log ADD CONSTRAINT access_log_what_check CHECK (what IN ('document', 'history', 'messages', 'file', 'accesses'));

DROP INDEX dossier_by_original;
DROP INDEX dossier_closing;
DROP INDEX dossier_at_desk;
DROP INDEX dossier_desk;
DROP INDEX dossier_channel;
DROP INDEX dossier_procedure_id;
DROP INDEX dossier_procedure;
DROP INDEX dossier_field;
DROP INDEX dossier_closed;
CREATE INDEX dossier_closed ON dossier (agency_id, closed_at) WHERE closed_at IS NOT NULL;
