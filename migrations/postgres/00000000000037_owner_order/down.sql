ALTER TABLE dossier ALTER COLUMN owner_folded TYPE TEXT COLLATE "default";
