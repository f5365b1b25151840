DROP TABLE saved_search;
DROP TABLE search_words;
DROP TABLE search_piece;
DROP TABLE search_due;
DROP TABLE file_text;
