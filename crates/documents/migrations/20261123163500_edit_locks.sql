-- Edit locks 编辑锁 and who has a document open (article 5). Passing state; taking a lock out of
-- somebody's hands stands in the journal.
CREATE TABLE edit_locks (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL UNIQUE REFERENCES documents (id),
    account_id BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE TABLE presences (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    account_id BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    typed_at BIGINT,
    UNIQUE (document_id, account_id)
);
CREATE INDEX presences_age ON presences (seen_at);
