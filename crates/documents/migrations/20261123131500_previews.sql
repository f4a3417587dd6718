-- Previews 送阅 (article 19): a revision shown by an unguessable address to somebody without an account.
CREATE TABLE previews (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    secret_digest TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    opened_at BIGINT,
    revoked_by BIGINT,
    revoked_at BIGINT
);
CREATE INDEX previews_document ON previews (document_id, created_at);

-- What the reader said of it.
CREATE TABLE preview_verdicts (
    id BIGINT PRIMARY KEY,
    preview_id BIGINT NOT NULL REFERENCES previews (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    verdict TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    given_at BIGINT NOT NULL
);
CREATE INDEX preview_verdicts_document ON preview_verdicts (document_id, given_at);
