-- What a document came by, for the answer to a recall.

CREATE INDEX delivery_document ON delivery (document_id, to_agency_id);
