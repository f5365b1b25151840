DROP INDEX delivery_document;
