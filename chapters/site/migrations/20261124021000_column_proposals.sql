-- Proposals for columns and topics 栏目、专题方案 (articles 9, 11): what shall change, who agreed.
CREATE TABLE column_proposals (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    author_id BIGINT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    effective_on TEXT,
    changes TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    submitted_at BIGINT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at BIGINT,
    decision_words TEXT NOT NULL,
    carried_out_at BIGINT,
    before_tree TEXT,
    after_tree TEXT
);
CREATE INDEX column_proposals_state ON column_proposals (state, id);
