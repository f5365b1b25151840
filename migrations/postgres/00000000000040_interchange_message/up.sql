-- Messages that are kept, by when their packet was done with: they go in time.
CREATE INDEX interchange_packet_message ON interchange_packet (changed_at)
    WHERE sha256 IS NOT NULL AND state IN ('taken', 'repeated', 'discarded') AND acknowledged = TRUE;
-- Of one that goes out: whether a try may have handed it over whose answer was lost, until it is known that the gateway has it.
ALTER TABLE interchange_packet ADD COLUMN may_have_gone BOOLEAN NOT NULL DEFAULT FALSE;
-- Of an update or a recall that went out: when its recipient agreed to it or refused it.
ALTER TABLE interchange_packet ADD COLUMN answered_at TIMESTAMPTZ NULL;
