-- What a notice asks for, so that it falls silent for everybody once that is done.
ALTER TABLE notices ADD COLUMN about TEXT;
CREATE INDEX notices_about ON notices (about, read_at);
