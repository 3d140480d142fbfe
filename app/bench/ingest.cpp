// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/ingest.h"

#include "core/engine/planner.h"
#include "core/message/composer.h"
#include "core/routing/router.h"
#include "core/store/database.h"
#include "core/store/ledger.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace ledgercast::bench {

namespace {

constexpr int rowsPerTransaction = 1000;

Document invoice(int number)
{
    Document document;
    document.tenant = QStringLiteral("BENCH_TST");
    document.type = QStringLiteral("supplier_invoice");
    document.number = QString::number(100'000 + number);
    document.key = QStringLiteral("100/AAA/S%1/S%1/%2/2026").arg(number % 500).arg(document.number);
    document.company = QStringLiteral("100");
    document.division = QStringLiteral("AAA");
    document.partyId = QStringLiteral("S%1").arg(number % 500);
    document.partyName = QStringLiteral("Supplier number %1 Ltd").arg(number % 500);
    document.amount = Money{Decimal(number * 137LL + 99, 2), QStringLiteral("EUR")};
    document.status = QStringLiteral("awaiting_approval");
    document.modifiedOn = QDate(2026, 11, 1);
    document.costCentres = {{QString::number(4000 + number % 40), document.amount, QStringLiteral("voucher")}};
    document.fields = {{QStringLiteral("number"), document.number},
                       {QStringLiteral("supplier"), document.partyId},
                       {QStringLiteral("supplier_name"), document.partyName},
                       {QStringLiteral("due_date"), QStringLiteral("2026-12-01")},
                       {QStringLiteral("invoice_date"), QStringLiteral("2026-11-01")},
                       {QStringLiteral("amount"), document.amount->amount.toString()},
                       {QStringLiteral("currency"), QStringLiteral("EUR")},
                       {QStringLiteral("status"), document.status}};
    document.source = document.toJson();
    return document;
}

std::optional<double> ours(const QString &path, const QList<Document> &documents)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    const auto composer = Composer::builtIn();
    if (!database || !composer)
        return std::nullopt;
    Ledger ledger(**database);
    const Router router;
    PlanContext context;
    context.now = toInstant(QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC));
    context.knownBefore = QDate(2026, 11, 24);
    context.router = &router;
    context.composer = &*composer;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = 0; at < documents.size(); at += rowsPerTransaction) {
        Page page{QStringLiteral("BENCH_TST"),
                  QStringLiteral("100"),
                  QStringLiteral("supplier_invoices"),
                  documents.mid(at, rowsPerTransaction),
                  QString::number(at),
                  true,
                  1,
                  {}};
        QStringList keys;
        for (const Document &document : page.documents)
            keys << document.key;
        const auto known = ledger.known(page.tenant, QStringLiteral("supplier_invoice"), keys);
        if (!known)
            return std::nullopt;
        context.known = *known;
        if (!ledger.commit(planner::plan(page, context), context.now))
            return std::nullopt;
    }
    return static_cast<double>(documents.size()) * 1000.0 / static_cast<double>(timer.elapsed());
}

/// The same bytes, one row a document, into a table with a primary key.
std::optional<double> bareLoop(const QString &path, const QList<Document> &documents)
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *insert = nullptr;
    const auto run = [&](const char *sql) {
        return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    };
    bool isGood = sqlite3_open(path.toUtf8().constData(), &database) == SQLITE_OK && run("PRAGMA journal_mode=WAL") &&
                  run("PRAGMA synchronous=FULL") &&
                  run("CREATE TABLE entry (key TEXT PRIMARY KEY, content TEXT, source TEXT)") &&
                  sqlite3_prepare_v2(database, "INSERT INTO entry VALUES (?, ?, ?)", -1, &insert, nullptr) == SQLITE_OK;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = 0; isGood && at < documents.size(); ++at) {
        if (at % rowsPerTransaction == 0)
            isGood = run("BEGIN IMMEDIATE");
        const QByteArray key = documents.at(at).key.toUtf8();
        const QByteArray content = documents.at(at).toJson();
        const QByteArray &source = documents.at(at).source;
        sqlite3_bind_text(insert, 1, key.constData(), static_cast<int>(key.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, content.constData(), static_cast<int>(content.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, source.constData(), static_cast<int>(source.size()), SQLITE_STATIC);
        isGood = isGood && sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
        if (at % rowsPerTransaction == rowsPerTransaction - 1 || at == documents.size() - 1)
            isGood = isGood && run("COMMIT");
    }
    const double rate = static_cast<double>(documents.size()) * 1000.0 / static_cast<double>(timer.elapsed());
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return isGood ? std::optional(rate) : std::nullopt;
}

} // namespace

std::optional<Figure> ingest(int rows)
{
    const QTemporaryDir folder;
    QList<Document> documents;
    documents.reserve(rows);
    for (int number = 0; number < rows; ++number)
        documents.append(invoice(number));
    const auto reference = bareLoop(folder.filePath(QStringLiteral("bare.db")), documents);
    const auto measured = ours(folder.filePath(QStringLiteral("ledger.db")), documents);
    if (!reference || !measured)
        return std::nullopt;
    return Figure{QStringLiteral("ingest"), *measured, *reference, QStringLiteral("documents/s"),
                  QStringLiteral("%1 documents, %2 a transaction, synchronous=FULL; reference: bare sqlite3 inserts")
                      .arg(rows)
                      .arg(rowsPerTransaction)};
}

} // namespace ledgercast::bench
