-- Lists that somebody keeps under a name, and the columns of the list they look at (articles 5, 6).
CREATE TABLE saved_lists (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    unit_id BIGINT REFERENCES units (id),
    name TEXT NOT NULL,
    filters TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX saved_lists_by_account ON saved_lists (account_id);
CREATE INDEX saved_lists_by_unit ON saved_lists (unit_id);
CREATE TABLE list_columns (
    id BIGINT PRIMARY KEY REFERENCES accounts (id),
    shown TEXT NOT NULL
);
