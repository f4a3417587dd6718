-- The list of documents by the date that visitors are shown.
CREATE INDEX documents_by_published ON documents ((COALESCE(published_at, 0)), id);
