-- Unit leaders 分管领导, liaisons 维护联络员 and editors 栏目编辑, what units file about them 报备, and the
-- hand-over of their open work (article 7). How somebody is reached is personal data and stands here sealed;
-- the office telephone is not, and is public only if the unit says so.
CREATE TABLE staff_people (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    post TEXT NOT NULL,
    name TEXT NOT NULL,
    duty TEXT NOT NULL,
    office_phone TEXT NOT NULL,
    is_public BIGINT NOT NULL,
    contacts BYTEA NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    filing_id BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX staff_people_unit ON staff_people (unit_id, post, id);

CREATE TABLE staff_filings (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    post TEXT NOT NULL,
    leaving_id BIGINT REFERENCES staff_people (id),
    name TEXT NOT NULL,
    duty TEXT NOT NULL,
    office_phone TEXT NOT NULL,
    is_public BIGINT NOT NULL,
    contacts BYTEA,
    account_id BIGINT REFERENCES accounts (id),
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    author_id BIGINT REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at BIGINT,
    decision_words TEXT NOT NULL
);
CREATE INDEX staff_filings_state ON staff_filings (state, id);

CREATE TABLE handovers (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    from_account_id BIGINT NOT NULL REFERENCES accounts (id),
    to_account_id BIGINT NOT NULL REFERENCES accounts (id),
    done_by BIGINT NOT NULL REFERENCES accounts (id),
    done_at BIGINT NOT NULL,
    items TEXT NOT NULL
);

CREATE TABLE handed_documents (
    id BIGINT PRIMARY KEY,
    handover_id BIGINT NOT NULL REFERENCES handovers (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    from_account_id BIGINT NOT NULL REFERENCES accounts (id),
    to_account_id BIGINT NOT NULL REFERENCES accounts (id)
);
CREATE INDEX handed_documents_to ON handed_documents (to_account_id, document_id);
