-- From which answered letter a question was made (article 32).
CREATE TABLE knowledge_sources (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    case_id BIGINT NOT NULL REFERENCES cases (id),
    made_by BIGINT NOT NULL REFERENCES accounts (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX knowledge_sources_case ON knowledge_sources (case_id, id);
CREATE UNIQUE INDEX knowledge_sources_document ON knowledge_sources (document_id);

-- Questions whose day of reading again has passed, each day noted once.
CREATE TABLE knowledge_lapses (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    review_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX knowledge_lapses_day ON knowledge_lapses (document_id, review_by);
