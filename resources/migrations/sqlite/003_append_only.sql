-- INSERT OR REPLACE takes a line away without the trigger that watches over deletions.
CREATE TRIGGER audit_event_replaces_none BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
BEGIN
    SELECT RAISE (ABORT, 'the audit log is append-only');
END
