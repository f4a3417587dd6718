-- Withholdings 不予公开 (article 16, 《政府信息公开条例》第十四至十六条): on what ground a document that
-- would have to be public is not, who said so, and what the portal office decided.
CREATE TABLE withholdings (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    column_id BIGINT NOT NULL REFERENCES columns (id),
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES accounts (id),
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at BIGINT,
    decision TEXT NOT NULL
);
CREATE INDEX withholdings_document ON withholdings (document_id, state);
CREATE INDEX withholdings_unit ON withholdings (unit_id, id);
