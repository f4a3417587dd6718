-- What one person did, and what was done in a time: the questions of auditors.
CREATE INDEX journal_entries_actor ON journal_entries (actor, seq);
CREATE INDEX journal_entries_at ON journal_entries (at);
