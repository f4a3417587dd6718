-- Names that people give to revisions, to find them again (article 19).
CREATE TABLE revision_names (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL UNIQUE REFERENCES revisions (id),
    name TEXT NOT NULL,
    named_by BIGINT,
    named_at BIGINT NOT NULL
);
CREATE INDEX revision_names_document ON revision_names (document_id, named_at);
