-- Statements are separated by a line that holds only two dashes and a semicolon: a trigger holds semicolons of its own.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    UNIQUE (tenant, type, key)
) STRICT
--;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind IN ('created', 'updated', 'statuschanged', 'known')),
    detected_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    party_name TEXT NOT NULL,
    amount TEXT NOT NULL,
    amount_order INTEGER,
    currency TEXT NOT NULL,
    company TEXT NOT NULL,
    cost_centres TEXT NOT NULL,
    channels TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recorded', 'unrouted', 'queued', 'retrying', 'posted', 'replayed', 'failed',
                                         'held', 'unconfirmed', 'skipped')),
    reason TEXT NOT NULL,
    unrouted TEXT NOT NULL,
    differences TEXT NOT NULL,
    content TEXT NOT NULL,
    source BLOB NOT NULL,
    UNIQUE (document_id, version)
) STRICT
--;
CREATE INDEX change_by_state ON change (state, id) WHERE state NOT IN ('posted', 'recorded')
--;
CREATE INDEX change_by_time ON change (detected_at)
--;
CREATE VIRTUAL TABLE change_search USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2')
--;
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    change_id INTEGER NOT NULL REFERENCES change (id),
    document_id INTEGER NOT NULL REFERENCES document (id),
    parent TEXT,
    role TEXT NOT NULL CHECK (role IN ('main', 'detail', 'update')),
    state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'posted', 'retrying', 'unconfirmed', 'failed',
                                         'dismissed')),
    channel TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    route TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    has_failed INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    ts TEXT NOT NULL DEFAULT '',
    permalink TEXT NOT NULL DEFAULT '',
    posted_at INTEGER
) STRICT
--;
CREATE INDEX delivery_open ON delivery (state, id) WHERE state NOT IN ('posted', 'dismissed')
--;
CREATE INDEX delivery_by_change ON delivery (change_id)
--;
CREATE INDEX delivery_thread ON delivery (document_id, channel) WHERE role = 'main'
--;
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    UNIQUE (delivery_id, number)
) STRICT
--;
CREATE TABLE audit_event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    change_id INTEGER REFERENCES change (id),
    delivery TEXT NOT NULL,
    actor TEXT NOT NULL,
    data TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT
--;
CREATE INDEX audit_event_by_change ON audit_event (change_id) WHERE change_id IS NOT NULL
--;
CREATE TRIGGER audit_event_keeps_its_lines BEFORE UPDATE ON audit_event
BEGIN
    SELECT RAISE (ABORT, 'the audit log is append-only');
END
--;
CREATE TRIGGER audit_event_loses_none BEFORE DELETE ON audit_event
BEGIN
    SELECT RAISE (ABORT, 'the audit log is append-only');
END
--;
CREATE TABLE feed_cursor (
    tenant TEXT NOT NULL,
    company TEXT NOT NULL,
    feed TEXT NOT NULL,
    cursor TEXT NOT NULL,
    committed_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, company, feed)
) STRICT, WITHOUT ROWID
--;
CREATE TABLE feed_run (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    company TEXT NOT NULL,
    feed TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    read_count INTEGER NOT NULL,
    created_count INTEGER NOT NULL,
    updated_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    error TEXT NOT NULL,
    error_code TEXT NOT NULL,
    warnings TEXT NOT NULL
) STRICT
--;
CREATE INDEX feed_run_latest ON feed_run (tenant, company, feed, id)
--;
CREATE TABLE route (
    position INTEGER PRIMARY KEY,
    priority INTEGER NOT NULL,
    name TEXT NOT NULL,
    record_types TEXT NOT NULL,
    cost_centres TEXT NOT NULL,
    companies TEXT NOT NULL,
    minimum_amount TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    channel TEXT NOT NULL,
    mention TEXT NOT NULL,
    delivery TEXT NOT NULL CHECK (delivery IN ('immediate', 'digest'))
) STRICT
--;
CREATE TABLE channel (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    is_private INTEGER NOT NULL,
    is_archived INTEGER NOT NULL,
    is_member INTEGER NOT NULL,
    is_externally_shared INTEGER NOT NULL
) STRICT, WITHOUT ROWID
