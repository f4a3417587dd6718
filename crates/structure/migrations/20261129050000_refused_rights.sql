-- Who was refused what (article 33): counted by account, hour and route, so that nobody can fill a disk
-- by asking often.
CREATE TABLE refused_rights (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    route TEXT NOT NULL,
    number BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    UNIQUE (account_id, hour, route)
);
CREATE INDEX refused_rights_last ON refused_rights (last_at);
