-- Units 单位 (articles 5, 6).
CREATE TABLE units (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    parent_id BIGINT REFERENCES units (id),
    kind TEXT NOT NULL,
    agency_word TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    duties TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- Sites and sub-sites 站点 (articles 2, 3, 8).
CREATE TABLE sites (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    domain TEXT NOT NULL,
    idn_domain TEXT NOT NULL,
    path_prefix TEXT NOT NULL,
    site_id_code TEXT NOT NULL,
    icp TEXT NOT NULL,
    police_filing TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    operator TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    description TEXT NOT NULL,
    keywords TEXT NOT NULL,
    accent TEXT NOT NULL,
    theme TEXT NOT NULL,
    main BIGINT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- Columns 栏目 (articles 3, 6, 10, 12).
CREATE TABLE columns (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    parent_id BIGINT REFERENCES columns (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    keywords TEXT NOT NULL,
    column_type TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    update_days BIGINT,
    review_steps BIGINT NOT NULL,
    template TEXT NOT NULL,
    position BIGINT NOT NULL,
    in_navigation BIGINT NOT NULL,
    on_home BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    UNIQUE (site_id, path)
);

-- Paths that a column had before: they redirect for ever (article 12).
CREATE TABLE column_paths (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    path TEXT NOT NULL,
    column_id BIGINT NOT NULL REFERENCES columns (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX column_paths_path ON column_paths (site_id, path);
