-- Looks at the home page, hourly (国办秘函〔2019〕19号 站点无法访问): derived, forgotten after a month.
CREATE TABLE inspection_looks (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    status BIGINT NOT NULL
);
CREATE INDEX inspection_looks_at ON inspection_looks (at);
