-- Columns whose policies may only go live with an interpretation (article 20). NULL: no demand.
ALTER TABLE columns ADD COLUMN demands_interpretation BIGINT;
