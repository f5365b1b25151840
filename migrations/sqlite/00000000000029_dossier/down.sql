DROP TABLE dossier_count;
DROP TABLE dossier_step;
DROP TABLE dossier;
