-- When who sent a case was forgotten, or why that must wait (article 28; the law on personal
-- information, articles 19 and 47).
ALTER TABLE cases ADD COLUMN erased_at BIGINT;
ALTER TABLE cases ADD COLUMN kept_why TEXT;
-- Until when somebody must call whoever was not content 回访; empty: nobody, or it was done.
ALTER TABLE cases ADD COLUMN follow_up_due BIGINT;
CREATE INDEX cases_ended ON cases (kind, erased_at, changed_at);
