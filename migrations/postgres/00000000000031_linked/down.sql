DROP TABLE dossier_parcel;
ALTER TABLE dossier DROP COLUMN state_there;
ALTER TABLE dossier DROP COLUMN for_other;
ALTER TABLE dossier DROP CONSTRAINT dossier_closing_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_closing_check CHECK (closing IN ('early', 'in_time', 'late', 'untimed', 'withdrawn', 'stopped'));
ALTER TABLE dossier DROP CONSTRAINT dossier_state_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_state_check CHECK (state IN ('registered', 'incomplete', 'refused', 'accepted', 'processing', 'awaiting_supplement',
        'awaiting_payment', 'withdrawn', 'stopped', 'done', 'returned'));
