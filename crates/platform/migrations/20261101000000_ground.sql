-- The journal: every committed change, chained by keyed hashes (articles 19, 33, 37).
CREATE TABLE journal_entries (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    detail TEXT NOT NULL,
    tags TEXT NOT NULL,
    changes TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX journal_entries_subject ON journal_entries (subject_kind, subject_id, seq);
CREATE INDEX journal_entries_verb ON journal_entries (verb, seq);

-- One row: commits take turns on it, so sequence numbers have no gaps.
CREATE TABLE journal_head (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, '');

-- Durable jobs (a machine's; a person's is a task).
CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    priority BIGINT NOT NULL,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    unique_key TEXT,
    holder TEXT,
    held_until BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (state, priority, run_at);
CREATE UNIQUE INDEX jobs_unique ON jobs (unique_key);
