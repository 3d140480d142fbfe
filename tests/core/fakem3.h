// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/ionapifile.h"
#include "tests/support/scriptedserver.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace ledgercast {

/// A tenant whose tables a test fills: sign-in, EXPORTMI Select and LstFields, GENERAL GetUserInfo, MNS100MI
/// LstDivisions, lists. Queries know "=", "<>", ">", ">=", "<=" joined by "and", as those of EXPORTMI do; rows come as
/// they stand.
class FakeM3
{
public:
    using Row = QMap<QString, QString>;

    FakeM3();
    void add(const QString &table, const Row &row);
    /// The row that has this value in this column.
    [[nodiscard]] Row &row(const QString &table, const QString &column, const QString &value);
    [[nodiscard]] QList<Row> &rows(const QString &table) { return m_tables[table]; }
    void setNumeric(const QStringList &columns) { m_numeric = {columns.begin(), columns.end()}; }
    [[nodiscard]] IonApiFile file() const;

    /// The conditions asked for since the last call, as "TABLE: …".
    QStringList takeQueries() { return std::exchange(m_queries, {}); }
    int takeCalls() { return std::exchange(m_calls, 0); }
    [[nodiscard]] int company() const { return m_company; }

    QHash<QString, QList<Row>> lists; ///< by "PROGRAM/Transaction"; asked for by DIVI
    QSet<QString> refusedTables;      ///< no permission for these
    QSet<QString> refusedPrograms;    ///< 403 from the gateway
    QSet<QString> failingPrograms;    ///< 503 to what is posted
    QStringList hiddenColumns;        ///< the tenant's tables lack them
    qsizetype cap = 0;                ///< most rows that this grid answers, whatever was asked for; 0: no cap
    bool isTokenRefused = false;
    int failingStatus = 0; ///< of every call to M3
    QStringList divisions{QStringLiteral("AAA")};

private:
    [[nodiscard]] ScriptedAnswer answer(const ScriptedRequest &request);
    [[nodiscard]] QByteArray bulk(const ScriptedRequest &request);
    [[nodiscard]] QJsonObject select(const QJsonObject &record, qsizetype maximum);
    [[nodiscard]] static QJsonObject listed(const QList<Row> &rows, const QString &division);
    [[nodiscard]] QJsonObject fields(const QString &table) const;
    [[nodiscard]] bool fits(const Row &row, const QStringList &conditions) const;

    ScriptedServer m_server;
    QHash<QString, QList<Row>> m_tables;
    QSet<QString> m_numeric;
    QStringList m_queries;
    int m_calls = 0;
    int m_company = 0;
};

} // namespace ledgercast
