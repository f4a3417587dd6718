-- Emergency banners 应急提示 (articles 22, 26): what stands above the pages of a site, and who raised it.
CREATE TABLE banners (
    id BIGINT PRIMARY KEY,
    level TEXT NOT NULL,
    site_id BIGINT REFERENCES sites (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    raised_by BIGINT NOT NULL REFERENCES accounts (id),
    raised_at BIGINT NOT NULL,
    sign_due BIGINT NOT NULL,
    signed_by BIGINT REFERENCES accounts (id),
    signed_at BIGINT,
    ended_by BIGINT REFERENCES accounts (id),
    ended_at BIGINT,
    ended_words TEXT NOT NULL
);
CREATE INDEX banners_state ON banners (state, id);
