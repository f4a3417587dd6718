-- Challenges that were answered, until they are too old anyway: none counts for two forms. Bookkeeping.
CREATE TABLE challenge_uses (
    nonce TEXT PRIMARY KEY,
    form TEXT NOT NULL,
    good BIGINT NOT NULL,
    until BIGINT NOT NULL
);
