-- A change's cost centres that no rule covers wait for one, whatever became of its others. Before, only a change without
-- any delivery did, and one that a person had marked as not sent kept its list.
UPDATE change SET unrouted = '' WHERE state IN ('recorded', 'skipped') AND unrouted <> ''
--;
UPDATE change SET state = 'unrouted', reason = '' WHERE state IN ('queued', 'posted', 'replayed') AND unrouted <> ''
--;
CREATE INDEX change_unrouted ON change (id) WHERE unrouted <> ''
