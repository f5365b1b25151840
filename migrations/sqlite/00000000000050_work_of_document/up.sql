-- At whose desks a document lies: the counts of a search ask so of each document that is found.
CREATE INDEX work_of_document ON work (agency_id, document_id, desk);
