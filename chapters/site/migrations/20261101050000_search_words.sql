-- Words that mean the same, and words that mean nothing, to the site search (article 13).
CREATE TABLE synonyms (
    id BIGINT PRIMARY KEY,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE stop_words (
    id BIGINT PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
-- What was looked for and not found; a count, no persons.
CREATE TABLE search_misses (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL,
    words TEXT NOT NULL,
    times BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    UNIQUE (site_id, words)
);
