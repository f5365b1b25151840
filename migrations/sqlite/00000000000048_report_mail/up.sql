-- Who wants to be sent the report of each week or month, from when on; and to whom which was sent, once.
CREATE TABLE report_wish (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('week', 'month')),
    -- Reports of what ended before this day are not sent.
    since DATE NOT NULL,
    PRIMARY KEY (agency_id, person_id, kind),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
CREATE TABLE report_sent (
    agency_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    period TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (agency_id, person_id, period),
    FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
