-- What the nightly checks found in everything published (articles 19, 36): derived, made anew each night.
CREATE TABLE sweep_results (
    document_id BIGINT PRIMARY KEY REFERENCES documents (id),
    revision_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    column_id BIGINT NOT NULL,
    blocks BIGINT NOT NULL,
    reasons BIGINT NOT NULL,
    advice BIGINT NOT NULL,
    rules TEXT NOT NULL,
    swept_at BIGINT NOT NULL
);
CREATE INDEX sweep_results_by_weight ON sweep_results (blocks, reasons, unit_id);
