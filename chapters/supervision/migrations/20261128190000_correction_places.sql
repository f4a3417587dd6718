-- Where a reader found a fault (article 38), beside its case; and the revision that mended it.
CREATE TABLE correction_places (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    page TEXT NOT NULL,
    quote TEXT NOT NULL,
    text_before TEXT NOT NULL,
    text_after TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    fixed_revision_id BIGINT REFERENCES revisions (id),
    fixed_by BIGINT REFERENCES accounts (id),
    fixed_at BIGINT
);
CREATE UNIQUE INDEX correction_places_case ON correction_places (case_id);
CREATE INDEX correction_places_document ON correction_places (document_id);
CREATE INDEX correction_places_fixed ON correction_places (fixed_at);
