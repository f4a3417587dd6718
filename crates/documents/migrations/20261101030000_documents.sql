-- Documents 稿件 (articles 4, 6, 19): one row per document, whatever its kind.
CREATE TABLE documents (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    column_id BIGINT NOT NULL REFERENCES columns (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    slug TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    head_revision_id BIGINT NOT NULL,
    live_revision_id BIGINT,
    card TEXT,
    index_number TEXT UNIQUE,
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    first_published_at BIGINT,
    published_at BIGINT,
    expires_at BIGINT,
    import_key TEXT UNIQUE,
    trashed_at BIGINT,
    emergency_open BIGINT NOT NULL
);
-- The console's list walks this index alone and touches the table only for the rows it shows.
CREATE INDEX documents_recent ON documents
    (updated_at, id, trashed_at, unit_id, column_id, state, kind, title);
CREATE INDEX documents_state ON documents (state, updated_at);
CREATE INDEX documents_column ON documents (column_id, unit_id, trashed_at, state, kind);
CREATE INDEX documents_unit ON documents (unit_id, live_revision_id, published_at, id);
CREATE INDEX documents_created_by ON documents (created_by, updated_at);
CREATE INDEX documents_slug ON documents (slug);
CREATE INDEX documents_emergency ON documents (emergency_open, updated_at);

-- Revisions 修订: never updated; a review signs the digest of one.
CREATE TABLE revisions (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    number BIGINT NOT NULL,
    author_id BIGINT,
    created_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    title TEXT NOT NULL,
    body_html TEXT NOT NULL,
    summary TEXT NOT NULL,
    source TEXT NOT NULL,
    source_url TEXT NOT NULL,
    author_name TEXT NOT NULL,
    tags TEXT NOT NULL,
    fields TEXT NOT NULL,
    attachments TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (document_id, number)
);

-- Submissions 报送: a revision on its way through the chain of its column.
CREATE TABLE submissions (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    submitter_id BIGINT,
    authors TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    chain TEXT NOT NULL,
    next_step TEXT,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    publish_at BIGINT,
    expire_at BIGINT,
    emergency_reason TEXT,
    emergency_by BIGINT,
    emergency_at BIGINT,
    emergency_due BIGINT,
    emergency_signed_by BIGINT,
    emergency_signed_at BIGINT
);
CREATE INDEX submissions_document ON submissions (document_id, submitted_at);
CREATE INDEX submissions_waiting ON submissions (state, next_step, submitted_at);
CREATE INDEX submissions_submitter ON submissions (submitter_id, state, submitted_at);

-- Reviews 审核: one signature each.
CREATE TABLE reviews (
    id BIGINT PRIMARY KEY,
    submission_id BIGINT NOT NULL REFERENCES submissions (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    step TEXT NOT NULL,
    reviewer_id BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    comment TEXT NOT NULL,
    digest TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);
CREATE INDEX reviews_submission ON reviews (submission_id, signed_at);
CREATE INDEX reviews_reviewer ON reviews (reviewer_id, signed_at);

-- Referrals 送保密局审核 (article 36).
CREATE TABLE referrals (
    id BIGINT PRIMARY KEY,
    submission_id BIGINT NOT NULL REFERENCES submissions (id),
    document_id BIGINT NOT NULL REFERENCES documents (id),
    referred_by BIGINT NOT NULL,
    referred_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    decision TEXT,
    comment TEXT NOT NULL
);
CREATE INDEX referrals_open ON referrals (decided_at, referred_at);
CREATE INDEX referrals_document ON referrals (document_id, referred_at);
CREATE INDEX referrals_submission ON referrals (submission_id, referred_at);

-- Publications 发布: which revision was live from when until when.
CREATE TABLE publications (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    submission_id BIGINT REFERENCES submissions (id),
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    ended_at BIGINT,
    end_reason TEXT
);
CREATE INDEX publications_document ON publications (document_id, published_at);

-- Withdrawals 撤稿: why, and what the public sees instead.
CREATE TABLE withdrawals (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    moved_url TEXT NOT NULL,
    notice_text TEXT NOT NULL,
    withdrawn_by TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    lifted_at BIGINT
);
CREATE INDEX withdrawals_document ON withdrawals (document_id, withdrawn_at);

-- Placements: the columns that list a document (article 4: written once, shown in many places).
CREATE TABLE placements (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    site_id BIGINT NOT NULL REFERENCES sites (id),
    column_id BIGINT NOT NULL REFERENCES columns (id),
    home BIGINT NOT NULL,
    live BIGINT NOT NULL,
    sort_at BIGINT NOT NULL,
    pinned BIGINT NOT NULL,
    pinned_until BIGINT,
    position BIGINT NOT NULL,
    UNIQUE (document_id, column_id)
);
CREATE INDEX placements_listed ON placements (column_id, live, pinned, position, sort_at, id);
CREATE INDEX placements_time ON placements (column_id, live, sort_at, id);
CREATE INDEX placements_site ON placements (site_id, home, live, sort_at, id);

-- Addresses: every path that ever worked (article 12). What a path means now is computed.
CREATE TABLE addresses (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    path TEXT NOT NULL,
    document_id BIGINT REFERENCES documents (id),
    column_id BIGINT REFERENCES columns (id),
    redirect_to TEXT,
    created_at BIGINT NOT NULL,
    UNIQUE (site_id, path)
);
CREATE INDEX addresses_document ON addresses (document_id, created_at);

-- Links between documents, of their live revisions: what replaces what (article 20).
CREATE TABLE document_links (
    id BIGINT PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents (id),
    target_id BIGINT NOT NULL REFERENCES documents (id),
    relation TEXT NOT NULL,
    UNIQUE (document_id, target_id, relation)
);
CREATE INDEX document_links_target ON document_links (target_id, relation);

-- The last serial number of index numbers 索引号, per unit, class and year.
CREATE TABLE index_counters (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    class TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    UNIQUE (unit_id, class, year)
);
