-- The files that reference lists are in Slack. A row is there before its file is.
CREATE TABLE reference_file (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    file_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'posted', 'leaving'))
) STRICT
--;
-- When a list was last compared by itself. failure: the code it failed with; empty, it didn't.
CREATE TABLE reference_check (
    list TEXT PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    failure TEXT NOT NULL
) STRICT
