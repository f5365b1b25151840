-- Whether the receiving server has proved its sender: what others write in somebody's name is counted apart.
ALTER TABLE received_mail ADD COLUMN proved BOOLEAN NOT NULL DEFAULT FALSE;
-- The words of a reply, without what it quotes, as long as somebody may have to work it off.
ALTER TABLE received_mail ADD COLUMN words TEXT NULL;
