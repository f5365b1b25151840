DROP TABLE postal_item;
