-- Autosaves 自动保存 (articles 5, 6): what a person has typed and not saved as a revision yet. Passing
-- state, nobody else's business, and no part of the journal.
CREATE TABLE autosaves (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    document_id BIGINT REFERENCES documents (id),
    column_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    based_on BIGINT NOT NULL,
    title TEXT NOT NULL,
    typed TEXT NOT NULL,
    window_code TEXT NOT NULL,
    typed_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    UNIQUE (account_id, code)
);
CREATE INDEX autosaves_account ON autosaves (account_id, document_id, typed_at);
CREATE INDEX autosaves_age ON autosaves (saved_at);
