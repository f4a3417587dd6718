-- What a key opens (articles 6, 28): documents, or letters. NULL, of keys issued before: documents.
ALTER TABLE api_keys ADD COLUMN used_for TEXT;
