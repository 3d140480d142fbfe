-- Who an e-mail address is in Slack, as Slack last said. slack_id: empty, nobody.
CREATE TABLE person_lookup (
    email TEXT PRIMARY KEY,
    slack_id TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT
