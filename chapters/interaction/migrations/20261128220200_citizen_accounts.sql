-- Accounts of citizens 群众账号: a telephone or mailbox that was proved by a code; no password, no name
-- (articles 28, 29).
CREATE TABLE citizen_accounts (
    id BIGINT PRIMARY KEY,
    mark TEXT NOT NULL,
    way TEXT NOT NULL,
    contact BYTEA NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX citizen_accounts_mark ON citizen_accounts (mark);

-- Who is signed in. Bookkeeping.
CREATE TABLE citizen_sessions (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX citizen_sessions_token ON citizen_sessions (token_hash);
CREATE INDEX citizen_sessions_account ON citizen_sessions (account_id);

-- How far the journal has been told to those who wrote. Bookkeeping.
CREATE TABLE letter_cursors (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL
);
