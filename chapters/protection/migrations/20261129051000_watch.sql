-- What watches the portal (articles 33, 35, 38): its nodes, whose turn it is to watch, what was alarming,
-- how the sites answered.
CREATE TABLE nodes (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    version TEXT NOT NULL,
    known_since BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    stopped_at BIGINT,
    report TEXT NOT NULL
);
CREATE TABLE watch_turns (
    id BIGINT PRIMARY KEY,
    holder TEXT NOT NULL,
    held_until BIGINT NOT NULL
);
-- Journalled: raised, told again, acknowledged and over are acts. `open_key` is empty once it is over.
CREATE TABLE alerts (
    id BIGINT PRIMARY KEY,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    said TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    tellings BIGINT NOT NULL,
    ended_at BIGINT,
    open_key TEXT UNIQUE,
    acknowledged_by BIGINT,
    acknowledged_at BIGINT,
    remark TEXT
);
CREATE INDEX alerts_raised ON alerts (raised_at);
-- Every question of the last days, and a row per day, site and page for the years.
CREATE TABLE availability_probes (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    path TEXT NOT NULL,
    milliseconds BIGINT NOT NULL,
    status BIGINT NOT NULL,
    failed BIGINT NOT NULL
);
CREATE INDEX availability_probes_at ON availability_probes (at);
CREATE TABLE availability_days (
    id BIGINT PRIMARY KEY,
    day TEXT NOT NULL,
    site_id BIGINT NOT NULL,
    path TEXT NOT NULL,
    probes BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    slowest BIGINT NOT NULL,
    UNIQUE (day, site_id, path)
);
