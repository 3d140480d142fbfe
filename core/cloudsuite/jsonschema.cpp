// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/jsonschema.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <exception>

namespace ledgercast::jsonschema {

QString firstMistake(const QJsonDocument &document, const QByteArray &schemaJson)
{
    try {
        const QJsonValue schemaRoot(QJsonDocument::fromJson(schemaJson).object());
        const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        valijson::Schema schema;
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        const valijson::adapters::QtJsonAdapter schemaAdapter(schemaRoot);
        parser.populateSchema(schemaAdapter, schema);
        valijson::Validator validator;
        valijson::ValidationResults results;
        const valijson::adapters::QtJsonAdapter adapter(root);
        if (validator.validate(schema, adapter, &results))
            return {};
        // The deepest mistake is the one that a person can correct; the others follow from it.
        valijson::ValidationResults::Error deepest;
        for (valijson::ValidationResults::Error error; results.popError(error);) {
            if (error.context.size() > deepest.context.size() || deepest.description.empty())
                deepest = error;
        }
        QString place;
        for (const std::string &part : deepest.context)
            place += QString::fromStdString(part);
        place.remove(QStringLiteral("<root>"));
        place.replace(QStringLiteral("]["), QStringLiteral("/")).remove(u'[').remove(u']');
        return (place.isEmpty() ? QString() : place + QStringLiteral(": ")) +
               QString::fromStdString(deepest.description);
    } catch (const std::exception &exception) {
        return QString::fromUtf8(exception.what());
    }
}

} // namespace ledgercast::jsonschema
