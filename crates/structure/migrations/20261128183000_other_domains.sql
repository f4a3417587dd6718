-- A site has one main domain; its other domains lead there (article 8).
ALTER TABLE sites ADD COLUMN other_domains TEXT;
