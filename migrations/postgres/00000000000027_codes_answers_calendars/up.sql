-- Which wrong codes were tried at a mail: of each a tag under a key that is not in the database, with a space between. A program that
-- fills the same number into each of a mail's forms has tried one.
ALTER TABLE action_mail ADD COLUMN wrong_codes TEXT NOT NULL DEFAULT '';

-- What a mail about an account brings: the answer to a message that came in, or notices that were left for a digest. Where the mail is
-- given up they go back to where somebody finds them.
ALTER TABLE account_mail ADD COLUMN carries TEXT NULL;
-- Why its answer could not be sent.
ALTER TABLE received_mail ADD COLUMN answer_error TEXT NULL;

-- All that an office's calendar was made of, the whole country's days included, from when on: by what held when it was closed the
-- minutes of closed work are counted.
CREATE TABLE kept_calendar (
    agency_id UUID NOT NULL REFERENCES agency (id),
    since TIMESTAMPTZ NOT NULL,
    edition TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (agency_id, since)
);
