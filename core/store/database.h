// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <memory>
#include <unordered_map>

namespace ledgercast {

/// One connection to the store, for one thread: made, used and destroyed there. Opens the file with mode 0600 in a 0700
/// folder, brings it to this build's schema (writer only) and keeps prepared statements until it closes.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };
    static constexpr quint32 applicationId = 0x4c436173; ///< "LCas": PRAGMA application_id of our files

    /// Errors: Storage (can't open, not ours, newer than this build), NotFound (reader only), DiskFull, Busy.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path, Access access);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// A prepared statement for this text, ready to be bound; the same object each time. The text is a constant.
    [[nodiscard]] Result<QSqlQuery *> statement(const QString &sql);
    [[nodiscard]] Result<void> execute(const QString &sql);
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QSqlDatabase connection() const;

    /// The failure of this query as an Error, with its cause named (full disk, locked, damaged).
    [[nodiscard]] static Error error(const QString &operation, const QSqlQuery &query);

private:
    Database(QString path, QString connectionName) : m_path(std::move(path)), m_name(std::move(connectionName)) {}
    [[nodiscard]] Result<void> prepareConnection(Access access);

    QString m_path;
    QString m_name;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_statements;
};

/// BEGIN IMMEDIATE now, ROLLBACK when it dies, unless committed.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database;
};

} // namespace ledgercast
