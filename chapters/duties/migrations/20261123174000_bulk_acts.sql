-- One thing done to many documents (articles 5, 6, 19).
CREATE TABLE bulk_acts (
    id BIGINT PRIMARY KEY,
    ordered TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    asked_at BIGINT NOT NULL,
    undoes_id BIGINT REFERENCES bulk_acts (id),
    total BIGINT NOT NULL
);
CREATE INDEX bulk_acts_by_account ON bulk_acts (account_id, id);
CREATE TABLE bulk_act_items (
    id BIGINT PRIMARY KEY,
    bulk_act_id BIGINT NOT NULL REFERENCES bulk_acts (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    standing TEXT NOT NULL,
    why TEXT NOT NULL,
    place BIGINT,
    begun_at BIGINT,
    CONSTRAINT bulk_act_items_once UNIQUE (bulk_act_id, document_id)
);
CREATE INDEX bulk_act_items_by_standing ON bulk_act_items (bulk_act_id, standing, id);
