-- Who changed the record in CloudSuite, and on which day: no part of its content, and told in messages.
ALTER TABLE change ADD COLUMN modified_on TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE change ADD COLUMN modified_by TEXT NOT NULL DEFAULT ''
