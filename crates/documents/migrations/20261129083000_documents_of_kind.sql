-- The catalogue of guides and the questions are few among very many articles.
CREATE INDEX documents_of_kind ON documents (kind, live_revision_id);
