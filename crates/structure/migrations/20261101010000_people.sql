-- Accounts 账号 (article 37). Never removed: the journal points to them.
CREATE TABLE accounts (
    id BIGINT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    unit_id BIGINT REFERENCES units (id),
    administrator TEXT,
    state TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    password_set_at BIGINT NOT NULL,
    must_change_password BIGINT NOT NULL,
    totp_secret BYTEA,
    totp_confirmed_at BIGINT,
    last_totp_step BIGINT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    disabled_reason TEXT
);
CREATE INDEX accounts_unit ON accounts (unit_id);

-- Passwords that an account had, so that they don't come back.
CREATE TABLE password_history (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    password_hash TEXT NOT NULL,
    set_at BIGINT NOT NULL
);
CREATE INDEX password_history_account ON password_history (account_id);

-- Codes for whoever has lost the authenticator, each good for one sign-in.
CREATE TABLE recovery_codes (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    code_hash TEXT NOT NULL,
    used_at BIGINT
);
CREATE INDEX recovery_codes_account ON recovery_codes (account_id);

-- Grants of roles 授权: for a unit and a column, with or without what lies below; absent means all.
CREATE TABLE grants (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    unit_id BIGINT REFERENCES units (id),
    column_id BIGINT REFERENCES columns (id),
    below BIGINT NOT NULL,
    granted_by BIGINT REFERENCES accounts (id),
    granted_at BIGINT NOT NULL
);
CREATE INDEX grants_account ON grants (account_id);

-- Keys of units' own systems 接口密钥 (articles 6, 14).
CREATE TABLE api_keys (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    column_id BIGINT REFERENCES columns (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL UNIQUE,
    key_hash TEXT NOT NULL,
    created_by BIGINT REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- Console sessions 会话. Bookkeeping.
CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    second_factor_done BIGINT NOT NULL,
    reauthenticated_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX sessions_account ON sessions (account_id, created_at);

-- Failed sign-ins, counted per login and per address. Bookkeeping.
CREATE TABLE sign_in_failures (
    id BIGINT PRIMARY KEY,
    mark TEXT NOT NULL UNIQUE,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT
);
