-- A page far back in a unit's list is counted off here; the table is read only for what is shown.
-- The last column makes the index enough for SQLite, which asks for it though the condition says it.
CREATE INDEX documents_of_unit ON documents (unit_id, published_at, id, live_revision_id)
    WHERE live_revision_id IS NOT NULL;
