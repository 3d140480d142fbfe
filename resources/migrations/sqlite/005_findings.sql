-- What comparing documents found. A change that raises or clears an exception is a version of its document with the same
-- content; its kind stays 'updated', for a CHECK can't be changed without writing the largest table anew.
ALTER TABLE change ADD COLUMN exception TEXT NOT NULL DEFAULT '' CHECK (exception IN ('', 'raised', 'cleared'))
--;
ALTER TABLE change ADD COLUMN finding TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE change ADD COLUMN cost_centre_origin TEXT NOT NULL DEFAULT ''
--;
CREATE INDEX change_exception ON change (id) WHERE exception <> ''
--;
-- Which documents are compared with each other: those of one purchase order, say.
CREATE TABLE topic_document (
    tenant TEXT NOT NULL,
    topic TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (tenant, topic, document_id)
) STRICT, WITHOUT ROWID
--;
-- When comparing the same documents again gives something else. due_on: a Julian day.
CREATE TABLE topic_due (
    tenant TEXT NOT NULL,
    topic TEXT NOT NULL,
    due_on INTEGER NOT NULL,
    PRIMARY KEY (tenant, topic)
) STRICT, WITHOUT ROWID
--;
CREATE INDEX topic_due_next ON topic_due (due_on)
--;
-- What was found and still is so.
CREATE TABLE finding (
    tenant TEXT NOT NULL,
    topic TEXT NOT NULL,
    id TEXT NOT NULL,
    is_quiet INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (tenant, topic, id)
) STRICT, WITHOUT ROWID
--;
-- Tables that a person imports as a whole, as they were imported: "tolerances", "cost_centre_mapping".
CREATE TABLE imported_csv (
    name TEXT NOT NULL PRIMARY KEY,
    csv TEXT NOT NULL
) STRICT, WITHOUT ROWID
--;
-- What was recorded before takes part in the comparisons from now on; they are compared when one of their topic changes.
INSERT INTO topic_document (tenant, topic, document_id)
SELECT document.tenant, 'order|' || json_extract(change.content, '$.company') || '|' || json_extract(change.content, '$.number'),
       document.id
FROM document JOIN change ON change.document_id = document.id AND change.version = document.version
WHERE document.type = 'purchase_order'
--;
INSERT INTO topic_document (tenant, topic, document_id)
SELECT document.tenant, 'order|' || json_extract(change.content, '$.company') || '|' ||
       json_extract(change.content, '$.fields.purchase_order'), document.id
FROM document JOIN change ON change.document_id = document.id AND change.version = document.version
WHERE document.type = 'goods_receipt' AND coalesce(json_extract(change.content, '$.fields.purchase_order'), '') <> ''
--;
INSERT INTO topic_document (tenant, topic, document_id)
SELECT DISTINCT document.tenant, 'order|' || json_extract(change.content, '$.company') || '|' ||
       json_extract(line.value, '$.order'), document.id
FROM document JOIN change ON change.document_id = document.id AND change.version = document.version
JOIN json_each(change.content, '$.lines') AS line
WHERE document.type = 'pending_invoice' AND coalesce(json_extract(line.value, '$.order'), '') <> ''
