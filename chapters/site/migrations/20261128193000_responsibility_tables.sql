-- Versions of the responsibility table 内容保障责任分工表 (article 10): rows as the columns were.
CREATE TABLE responsibility_tables (
    id BIGINT PRIMARY KEY,
    number BIGINT UNIQUE,
    lines TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    author_id BIGINT REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at BIGINT,
    decision_words TEXT NOT NULL
);

-- How the content of a column comes about 保障方式, where it isn't that the unit writes it.
CREATE TABLE guarantee_methods (
    id BIGINT PRIMARY KEY,
    column_id BIGINT NOT NULL UNIQUE REFERENCES columns (id),
    method TEXT NOT NULL
);
