-- Claims 认领 (article 19): who has taken a step of a submission upon themselves, and until when.
CREATE TABLE claims (
    id BIGINT PRIMARY KEY,
    submission_id BIGINT NOT NULL REFERENCES submissions (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    step TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    claimed_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    released_at BIGINT
);
CREATE INDEX claims_submission ON claims (submission_id, released_at);
