-- Reasons for what checks found and what stands as it is (articles 6, 19).
CREATE TABLE check_waivers (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    found TEXT NOT NULL,
    reason TEXT NOT NULL,
    waived_by BIGINT,
    waived_at BIGINT NOT NULL,
    CONSTRAINT check_waivers_once UNIQUE (document_id, fingerprint)
);
CREATE INDEX documents_by_title ON documents (title);
