-- Which received document answers which of ours, as the packet that brought it names it (ResponseFor).
CREATE TABLE interchange_answer (
    agency_id TEXT NOT NULL REFERENCES agency (id),
    incoming_id TEXT NOT NULL,
    outgoing_id TEXT NOT NULL,
    PRIMARY KEY (agency_id, incoming_id, outgoing_id)
);
CREATE INDEX interchange_answer_outgoing ON interchange_answer (agency_id, outgoing_id);
