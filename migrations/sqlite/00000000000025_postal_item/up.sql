-- What goes by post: one row a recipient of an outgoing document, from its dispatch on (Sổ gửi văn bản đi bưu điện).
CREATE TABLE postal_item (
    agency_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    waits_since TEXT NOT NULL,
    -- When the post took it, and on which day in Vietnam.
    sent_at TEXT NULL,
    sent_on DATE NULL,
    remark TEXT NULL,
    PRIMARY KEY (agency_id, document_id, recipient_id),
    FOREIGN KEY (agency_id, document_id) REFERENCES outgoing_document (agency_id, id),
    CHECK ((sent_at IS NULL) = (sent_on IS NULL))
);
CREATE INDEX postal_item_waiting ON postal_item (agency_id, waits_since, recipient_id) WHERE sent_at IS NULL;
CREATE INDEX postal_item_day ON postal_item (agency_id, sent_on, sent_at, recipient_id) WHERE sent_on IS NOT NULL;

-- What was dispatched before: it waits, or went when somebody last noted how far it had come.
INSERT INTO postal_item (agency_id, document_id, recipient_id, waits_since, sent_at, sent_on, remark)
    SELECT agency_id, document_id, recipient_id, changed_at,
           CASE WHEN state <> 'queued' THEN strftime('%Y-%m-%dT%H:%M:%f000Z', at) END,
           CASE WHEN state <> 'queued' THEN date(at, '+7 hours') END,
           CASE WHEN state <> 'queued' THEN remark END
    FROM (
        SELECT d.agency_id, d.id AS document_id, d.changed_at, json_extract(r.value, '$.id') AS recipient_id,
               json_extract(n.value, '$.state') AS state, json_extract(n.value, '$.at') AS at,
               json_extract(n.value, '$.remark') AS remark
        FROM outgoing_document d, json_each(d.body, '$.content.recipients') r, json_each(d.body, '$.noted') n
        WHERE d.state IN ('dispatched', 'filed', 'recalled') AND json_extract(r.value, '$.to') IN ('counterpart', 'post')
              AND n.key = json_extract(r.value, '$.id') AND json_extract(n.value, '$.state') <> 'recalled'
    );
