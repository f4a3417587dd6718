-- What citizens send and an office must answer in time (articles 18, 28, 29).
CREATE TABLE cases (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    receipt TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    form_key TEXT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    theme TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    holder BYTEA NOT NULL,
    holder_mark TEXT NOT NULL,
    wants_public BIGINT NOT NULL,
    state TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    accept_due BIGINT NOT NULL,
    accepted_at BIGINT,
    answer_due BIGINT,
    paused_at BIGINT,
    extended_at BIGINT,
    answered_at BIGINT,
    closed_at BIGINT,
    closure_reason TEXT,
    closure_words TEXT NOT NULL,
    merged_into BIGINT REFERENCES cases (id),
    escalation BIGINT NOT NULL,
    rating BIGINT,
    rating_words TEXT NOT NULL,
    rated_at BIGINT,
    published_at BIGINT,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX cases_receipt ON cases (receipt);
CREATE UNIQUE INDEX cases_form_key ON cases (form_key);
CREATE INDEX cases_unit ON cases (unit_id, state, answer_due);
CREATE INDEX cases_state ON cases (state, answer_due);
CREATE INDEX cases_received ON cases (kind, received_at);
CREATE INDEX cases_holder ON cases (holder_mark);
CREATE INDEX cases_published ON cases (kind, published_at);

-- Running numbers of receipts; a number that is drawn and not used is no loss.
CREATE TABLE case_counters (
    prefix TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE case_messages (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    voice TEXT NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    unit_id BIGINT REFERENCES units (id),
    body TEXT NOT NULL,
    form_key TEXT,
    written_at BIGINT NOT NULL
);
CREATE INDEX case_messages_case ON case_messages (case_id, id);
CREATE UNIQUE INDEX case_messages_form_key ON case_messages (form_key);

CREATE TABLE case_files (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    message_id BIGINT REFERENCES case_messages (id),
    reply_id BIGINT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    extension TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX case_files_case ON case_files (case_id, id);

CREATE TABLE replies (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    number BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    body TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES accounts (id),
    written_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reviewer_id BIGINT REFERENCES accounts (id),
    reviewed_at BIGINT,
    comment TEXT NOT NULL
);
CREATE UNIQUE INDEX replies_number ON replies (case_id, number);

-- Units that are asked for their part of an answer.
CREATE TABLE case_assists (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    question TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES accounts (id),
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_by BIGINT REFERENCES accounts (id),
    answered_at BIGINT
);
CREATE INDEX case_assists_case ON case_assists (case_id, id);
CREATE INDEX case_assists_unit ON case_assists (unit_id, case_id);

-- What the public sees of an answered case: read and masked by a person before it is shown.
CREATE TABLE case_publications (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    reply TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    published_by BIGINT NOT NULL REFERENCES accounts (id),
    published_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX case_publications_case ON case_publications (case_id, id);
