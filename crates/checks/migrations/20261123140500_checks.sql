-- Lists of wrong and sensitive words, and what the rules of checks weigh (articles 6, 19, 36).
CREATE TABLE word_lists (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL CONSTRAINT word_lists_code_key UNIQUE,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE check_levels (
    id BIGINT PRIMARY KEY,
    rule TEXT NOT NULL CONSTRAINT check_levels_rule_key UNIQUE,
    level TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
