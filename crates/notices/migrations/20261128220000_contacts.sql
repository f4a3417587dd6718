-- The code on its way to a telephone or mailbox outside; `mark` is all that is known of it. Bookkeeping.
CREATE TABLE contact_codes (
    mark TEXT PRIMARY KEY,
    code_digest TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_for TEXT NOT NULL
);

-- How many codes went out on a day, by contact and by network address. Bookkeeping.
CREATE TABLE contact_counts (
    mark TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    sent BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

-- What goes out to people outside 对外消息: sealed until it has left, then gone. Bookkeeping.
CREATE TABLE outgoing_messages (
    id BIGINT PRIMARY KEY,
    mark TEXT NOT NULL UNIQUE,
    way TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    last_error TEXT
);
CREATE INDEX outgoing_messages_state ON outgoing_messages (state, created_at);
