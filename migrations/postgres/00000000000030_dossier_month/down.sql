DROP TABLE dossier_month;
ALTER TABLE dossier DROP COLUMN step_due;
ALTER TABLE dossier DROP COLUMN step_from;
ALTER TABLE dossier DROP COLUMN at_desk;
ALTER TABLE dossier DROP COLUMN by_original;
