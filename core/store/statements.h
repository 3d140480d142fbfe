// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QVariant>

#include <initializer_list>

namespace ledgercast {

/// A text value that is never NULL: QtSql binds a null QString as NULL.
[[nodiscard]] inline QVariant text(const QString &value)
{
    return value.isNull() ? QVariant(QStringLiteral("")) : QVariant(value);
}

// Text that is UTF-8 already is bound as bytes to CAST(? AS TEXT): the bytes are stored as they are, where a QString
// would be turned into UTF-16 and back.

/// Runs a statement with its values in order. On success the query stands before its first row.
[[nodiscard]] Result<QSqlQuery *> run(Database &database, const QString &operation, const QString &sql,
                                      std::initializer_list<QVariant> values);
[[nodiscard]] Result<QSqlQuery *> run(Database &database, const QString &operation, const QString &sql,
                                      const QVariantList &values);
/// Runs a statement that gives no rows.
[[nodiscard]] Result<void> change(Database &database, const QString &operation, const QString &sql,
                                  std::initializer_list<QVariant> values);
/// Ends a read: an unfinished SELECT keeps a read lock and blocks checkpoints.
class Rows
{
public:
    explicit Rows(QSqlQuery *query) : m_query(query) {}
    ~Rows()
    {
        if (m_query)
            m_query->finish();
    }
    Q_DISABLE_COPY_MOVE(Rows)
    [[nodiscard]] bool next() const { return m_query->next(); }
    [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    [[nodiscard]] qint64 number(int column) const { return m_query->value(column).toLongLong(); }
    [[nodiscard]] int count(int column) const { return m_query->value(column).toInt(); }
    [[nodiscard]] bool isNull(int column) const { return m_query->isNull(column); }

private:
    QSqlQuery *m_query;
};

} // namespace ledgercast
