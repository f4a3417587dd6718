-- Comments 批注 (article 19): what somebody remarks on a place in a revision, and the answers to it.
CREATE TABLE comments (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    thread_id BIGINT REFERENCES comments (id),
    author_id BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    field TEXT NOT NULL,
    quote_start BIGINT NOT NULL,
    quote TEXT NOT NULL,
    quote_before TEXT NOT NULL,
    quote_after TEXT NOT NULL,
    words TEXT NOT NULL,
    resolved_by BIGINT,
    resolved_at BIGINT
);
CREATE INDEX comments_document ON comments (document_id, written_at, id);

-- Colleagues whom a comment names.
CREATE TABLE comment_mentions (
    id BIGINT PRIMARY KEY,
    comment_id BIGINT NOT NULL REFERENCES comments (id),
    account_id BIGINT NOT NULL,
    UNIQUE (comment_id, account_id)
);
CREATE INDEX comment_mentions_account ON comment_mentions (account_id, id);
