-- What Slack tells of a message names its channel and ts.
CREATE INDEX delivery_by_ts ON delivery (ts) WHERE ts <> ''
