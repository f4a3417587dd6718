-- What offices write again and again (articles 28, 29); without a unit it is for the whole district.
CREATE TABLE reply_templates (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT REFERENCES units (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    used BIGINT NOT NULL,
    changed_by BIGINT REFERENCES accounts (id),
    changed_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX reply_templates_unit ON reply_templates (unit_id, removed_at);
