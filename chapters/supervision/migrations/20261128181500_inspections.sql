-- Inspections by the norms 日常巡检 (article 26, 国办秘函〔2019〕19号): what each came to.
CREATE TABLE inspections (
    id BIGINT PRIMARY KEY,
    account_id BIGINT REFERENCES accounts (id),
    begun_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    visited BIGINT NOT NULL,
    score BIGINT NOT NULL,
    found BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    mended BIGINT NOT NULL,
    sheet TEXT NOT NULL
);

-- One fault from the inspection that found it to the one that no longer did: a unit's task.
CREATE TABLE inspection_findings (
    id BIGINT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    page TEXT NOT NULL,
    what TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    record TEXT NOT NULL,
    found_in BIGINT NOT NULL REFERENCES inspections (id),
    found_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    mended_in BIGINT REFERENCES inspections (id),
    mended_at BIGINT
);
CREATE INDEX inspection_findings_open ON inspection_findings (mended_in, unit_id);
CREATE INDEX inspection_findings_found ON inspection_findings (found_in, rule);

-- How far the inspection that runs has come.
CREATE TABLE inspection_walks (
    id BIGINT PRIMARY KEY,
    account_id BIGINT,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    visited BIGINT NOT NULL,
    waiting BIGINT NOT NULL
);
