-- Promised interpretations of policies that went live without one (articles 20, 21).
CREATE TABLE interpretation_promises (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    due_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    promised_by BIGINT,
    promised_at BIGINT NOT NULL,
    kept_at BIGINT
);
CREATE INDEX interpretation_promises_open ON interpretation_promises (document_id, kept_at);
