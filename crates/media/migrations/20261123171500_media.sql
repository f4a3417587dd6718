-- The media library (article 13): folders of a unit, items with a lasting address, their versions with
-- what was made of them, and who uses them.
CREATE TABLE media_folders (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_folders_name ON media_folders (unit_id, name);

CREATE TABLE media_items (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    folder_id BIGINT REFERENCES media_folders (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    focal_x BIGINT NOT NULL,
    focal_y BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    trashed_at BIGINT
);
CREATE UNIQUE INDEX media_items_code ON media_items (code);
CREATE INDEX media_items_unit ON media_items (unit_id, trashed_at, id);

CREATE TABLE media_versions (
    id BIGINT PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES media_items (id),
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    extension TEXT NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    note TEXT NOT NULL,
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    accepted_by BIGINT,
    accepted_at BIGINT
);
CREATE UNIQUE INDEX media_versions_number ON media_versions (item_id, number);

CREATE TABLE media_renditions (
    id BIGINT PRIMARY KEY,
    version_id BIGINT NOT NULL REFERENCES media_versions (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_renditions_name ON media_renditions (version_id, name);

CREATE TABLE media_captions (
    id BIGINT PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES media_items (id),
    language TEXT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_captions_language ON media_captions (item_id, language);

-- One row for each document that names an item: in its newest revision (head), in what is public (live).
CREATE TABLE media_uses (
    id BIGINT PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES media_items (id),
    document_id BIGINT NOT NULL,
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_uses_once ON media_uses (item_id, document_id, stage);
CREATE INDEX media_uses_document ON media_uses (document_id, stage);
