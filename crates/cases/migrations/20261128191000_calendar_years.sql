-- The working calendar, year by year (norms §10), and when what is overdue goes to whom.
CREATE TABLE calendar_years (
    id BIGINT PRIMARY KEY,
    year BIGINT NOT NULL,
    days_off TEXT NOT NULL,
    days_worked TEXT NOT NULL,
    source TEXT NOT NULL,
    changed_by BIGINT REFERENCES accounts (id),
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_years_year ON calendar_years (year);

CREATE TABLE escalation_steps (
    id BIGINT PRIMARY KEY,
    level BIGINT NOT NULL,
    after_days BIGINT NOT NULL,
    told TEXT NOT NULL
);
CREATE UNIQUE INDEX escalation_steps_level ON escalation_steps (level);
