-- The search by a name's beginning is a range of letters' numbers, whatever the database's own order is.
ALTER TABLE dossier ALTER COLUMN owner_folded TYPE TEXT COLLATE "C";
