-- A closed column stays where it is and is read on; a merged one leads to the column that took it in (article 9).
ALTER TABLE columns ADD COLUMN merged_into BIGINT REFERENCES columns (id);
