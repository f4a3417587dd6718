-- Notices 消息: what somebody was told, once. Written by followers of the journal: bookkeeping.
CREATE TABLE notices (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    event TEXT NOT NULL,
    title TEXT NOT NULL,
    facts TEXT NOT NULL,
    url TEXT NOT NULL,
    mark TEXT NOT NULL,
    shown BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (account_id, mark)
);
CREATE INDEX notices_account ON notices (account_id, shown, read_at, id);

-- How a notice goes out by another way than the console. Bookkeeping.
CREATE TABLE notice_deliveries (
    id BIGINT PRIMARY KEY,
    notice_id BIGINT NOT NULL REFERENCES notices (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    way TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    last_error TEXT,
    UNIQUE (notice_id, way)
);
CREATE INDEX notice_deliveries_state ON notice_deliveries (state, account_id, created_at);

-- How far the journal has been turned into notices. Bookkeeping.
CREATE TABLE notice_cursors (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL
);

-- What somebody wants to be told by which way; absent: the usual.
CREATE TABLE notice_choices (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    event TEXT NOT NULL,
    way TEXT NOT NULL,
    wanted BIGINT NOT NULL,
    UNIQUE (account_id, event, way)
);

-- Where somebody's mail goes; the address was proved by a code. Hour of the digest, absent: at once.
CREATE TABLE notice_addresses (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL UNIQUE REFERENCES accounts (id),
    address TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    digest_hour BIGINT
);

-- Codes on their way to an address. Bookkeeping.
CREATE TABLE notice_codes (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL UNIQUE REFERENCES accounts (id),
    address TEXT NOT NULL,
    code_digest TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
