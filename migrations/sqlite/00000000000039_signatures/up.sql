-- What is digitally signed in a file: JSON, as crate paper writes it. Not there: nobody has looked yet, or it is no PDF.
ALTER TABLE file ADD COLUMN signatures TEXT;
-- Those that wait to be looked at.
CREATE INDEX file_unread_signatures ON file (id) WHERE signatures IS NULL AND erased_at IS NULL AND media_type = 'application/pdf';
