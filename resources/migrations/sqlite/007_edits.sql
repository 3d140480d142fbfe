-- A later change may be put in the place of the first message. The tables are made anew, since SQLite can't loosen a
-- column.
CREATE TABLE new_delivery (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    change_id INTEGER REFERENCES change (id),
    document_id INTEGER REFERENCES document (id),
    parent TEXT,
    role TEXT NOT NULL CHECK (role IN ('main', 'detail', 'update', 'edit', 'digest')),
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
    posted_at INTEGER,
    bundle TEXT,
    held_for TEXT NOT NULL DEFAULT '',
    CHECK (role = 'digest' OR (change_id IS NOT NULL AND document_id IS NOT NULL))
) STRICT
--;
INSERT INTO new_delivery (id, uuid, change_id, document_id, parent, role, state, channel, channel_id, route, reason,
                          message, attempts, has_failed, next_attempt_at, ts, permalink, posted_at, bundle, held_for)
SELECT id, uuid, change_id, document_id, parent, role, state, channel, channel_id, route, reason,
       message, attempts, has_failed, next_attempt_at, ts, permalink, posted_at, bundle,
       held_for FROM delivery
--;
CREATE TABLE new_attempt (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES new_delivery (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    UNIQUE (delivery_id, number)
) STRICT
--;
INSERT INTO new_attempt (id, delivery_id, number, started_at, ended_at, outcome, code, detail)
SELECT id, delivery_id, number, started_at, ended_at, outcome, code, detail FROM attempt
--;
DROP TABLE attempt
--;
DROP TABLE delivery
--;
ALTER TABLE new_delivery RENAME TO delivery
--;
ALTER TABLE new_attempt RENAME TO attempt
--;
CREATE INDEX delivery_open ON delivery (state, id) WHERE state NOT IN ('posted', 'dismissed')
--;
CREATE INDEX delivery_by_change ON delivery (change_id)
--;
CREATE INDEX delivery_thread ON delivery (document_id, channel)
--;
CREATE INDEX delivery_by_bundle ON delivery (bundle) WHERE bundle IS NOT NULL
--;
CREATE INDEX delivery_held ON delivery (next_attempt_at) WHERE state = 'held' AND next_attempt_at IS NOT NULL
--;
CREATE INDEX delivery_posted ON delivery (channel, posted_at) WHERE posted_at IS NOT NULL
