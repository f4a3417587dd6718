-- Outcomes of walking the journal (articles 33, 35): derived, and made again whenever somebody asks.
CREATE TABLE verifications (
    id BIGINT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    head_seq BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    checked BIGINT NOT NULL,
    findings TEXT NOT NULL
);
