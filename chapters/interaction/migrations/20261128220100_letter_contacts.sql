-- Which telephone or mailbox was proved when a letter was written; the contact itself is sealed with
-- the case (article 28).
CREATE TABLE letter_contacts (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    way TEXT NOT NULL,
    mark TEXT NOT NULL,
    verified_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX letter_contacts_case ON letter_contacts (case_id);
CREATE INDEX letter_contacts_mark ON letter_contacts (mark, case_id);
