-- The register of site identities 网站标识登记 (article 8): a row is one wording of an item and is
-- never changed but to be ended; the next wording names the one it takes the place of.
CREATE TABLE site_identities (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    document_number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    unit_id BIGINT REFERENCES units (id),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    reminder_days TEXT NOT NULL,
    reason TEXT NOT NULL,
    replaces_id BIGINT REFERENCES site_identities (id),
    created_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES accounts (id),
    ended_at BIGINT,
    ended_by BIGINT REFERENCES accounts (id),
    end_reason TEXT NOT NULL
);
CREATE INDEX site_identities_site ON site_identities (site_id, kind, id);
