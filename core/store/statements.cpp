// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statements.h"

namespace ledgercast {

namespace {

template<typename Values>
Result<QSqlQuery *> runWith(Database &database, const QString &operation, const QString &sql, const Values &values)
{
    const auto statement = database.statement(sql);
    if (!statement)
        return statement;
    QSqlQuery *query = *statement;
    int position = 0;
    for (const QVariant &value : values)
        query->bindValue(position++, value);
    if (!query->exec()) {
        const Error error = Database::error(operation, *query);
        query->finish();
        return fail(error);
    }
    return query;
}

} // namespace

Result<QSqlQuery *> run(Database &database, const QString &operation, const QString &sql,
                        std::initializer_list<QVariant> values)
{
    return runWith(database, operation, sql, values);
}

Result<QSqlQuery *> run(Database &database, const QString &operation, const QString &sql, const QVariantList &values)
{
    return runWith(database, operation, sql, values);
}

Result<void> change(Database &database, const QString &operation, const QString &sql,
                    std::initializer_list<QVariant> values)
{
    const auto query = runWith(database, operation, sql, values);
    if (!query)
        return fail(query.error());
    (*query)->finish();
    return {};
}

} // namespace ledgercast
