-- Cases brought in from other systems' workbooks (articles 14, 29).
CREATE TABLE case_imports (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    mapping TEXT NOT NULL,
    confirmed BIGINT NOT NULL,
    state TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    rows_read BIGINT NOT NULL,
    added BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    present BIGINT NOT NULL,
    repeated BIGINT NOT NULL,
    refused BIGINT NOT NULL
);
CREATE INDEX case_imports_created ON case_imports (created_at);

-- Which case came from which number of which system: the same number comes in once.
CREATE TABLE case_sources (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    import_id BIGINT REFERENCES case_imports (id),
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE UNIQUE INDEX case_sources_number ON case_sources (source, number);
CREATE INDEX case_sources_case ON case_sources (case_id);
