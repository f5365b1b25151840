-- What goes by post: one row a recipient of an outgoing document, from its dispatch on (Sổ gửi văn bản đi bưu điện).
CREATE TABLE postal_item (
    agency_id UUID NOT NULL,
    document_id UUID NOT NULL,
    recipient_id UUID NOT NULL,
    waits_since TIMESTAMPTZ NOT NULL,
    -- When the post took it, and on which day in Vietnam.
    sent_at TIMESTAMPTZ NULL,
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
           CASE WHEN state <> 'queued' THEN at END,
           CASE WHEN state <> 'queued' THEN ((at AT TIME ZONE 'UTC') + INTERVAL '7 hours')::date END,
           CASE WHEN state <> 'queued' THEN remark END
    FROM (
        SELECT d.agency_id, d.id AS document_id, d.changed_at, (r.value ->> 'id')::uuid AS recipient_id,
               n.value ->> 'state' AS state, (n.value ->> 'at')::timestamptz AS at, n.value ->> 'remark' AS remark
        FROM outgoing_document d, jsonb_array_elements(d.body::jsonb #> '{content,recipients}') r(value),
             jsonb_each(coalesce(d.body::jsonb -> 'noted', '{}'::jsonb)) n(key, value)
        WHERE d.state IN ('dispatched', 'filed', 'recalled') AND r.value ->> 'to' IN ('counterpart', 'post')
              AND n.key = r.value ->> 'id' AND n.value ->> 'state' <> 'recalled'
    ) noted;
