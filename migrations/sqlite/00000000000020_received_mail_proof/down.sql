ALTER TABLE received_mail DROP COLUMN words;
ALTER TABLE received_mail DROP COLUMN proved;
