-- By which settings a tenant's documents were compared last: with others, some of them are compared again.
CREATE TABLE compared_by (
    tenant TEXT NOT NULL PRIMARY KEY,
    rules TEXT NOT NULL
) STRICT, WITHOUT ROWID
--;
-- Invoices that are still to be paid are compared with the calendar. What is overdue already isn't dug out.
INSERT INTO topic_document (tenant, topic, document_id)
SELECT document.tenant, 'dates|' || json_extract(change.content, '$.company') || '|' || document.key, document.id
FROM document JOIN change ON change.document_id = document.id AND change.version = document.version
WHERE document.type = 'supplier_invoice' AND json_extract(change.content, '$.status') NOT IN ('paid', 'deleted') AND
      json_extract(change.content, '$.amount.amount') NOT LIKE '-%' AND
      json_extract(change.content, '$.fields.due_date') >= date('now')
--;
INSERT INTO topic_due (tenant, topic, due_on)
SELECT tenant, topic, 0 FROM topic_document WHERE topic LIKE 'dates|%'
