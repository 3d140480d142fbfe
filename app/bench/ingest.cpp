// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/ingest.h"

#include "app/bench/bareinserts.h"
#include "core/engine/planner.h"
#include "core/message/composer.h"
#include "core/routing/router.h"
#include "core/store/database.h"
#include "core/store/ledger.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace ledgercast::bench {

namespace {

constexpr int rowsPerTransaction = 1000;
constexpr int rounds = 3;
const QDate changedOn(2026, 11, 1);

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
    document.modifiedOn = changedOn;
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

/// What the ledger indexes of such an invoice.
QStringList searchWords(const QList<Document> &documents)
{
    QStringList words;
    for (const Document &document : documents)
        words << QStringList{document.number, document.partyId, document.partyName, document.key,
                             document.costCentres.first().code}
                     .join(u' ');
    return words;
}

/// start: documents last changed before are recorded as known, the others are routed and composed.
std::optional<Figure> measure(const QString &name, int rows, QDate start)
{
    const QList<Document> documents = invoices(rows);
    const QStringList words = searchWords(documents);
    QList<double> measured;
    QList<double> references;
    for (int round = 0; round < rounds; ++round) {
        const QTemporaryDir folder;
        const QString ledger = folder.filePath(QStringLiteral("ledger.db"));
        const auto rate = ingestRate(ledger, documents, start);
        const auto reference =
            rate ? bareInserts(ledger, folder.filePath(QStringLiteral("bare.db")), words, rowsPerTransaction)
                 : std::nullopt;
        if (!reference)
            return std::nullopt;
        measured << *rate;
        references << *reference;
    }
    return Figure{name, median(measured), median(references), QStringLiteral("documents/s"),
                  QStringLiteral("%1 new documents, %2 a transaction, synchronous=FULL, median of %3; reference: the "
                                 "same rows into the same tables by bare sqlite3")
                      .arg(rows)
                      .arg(rowsPerTransaction)
                      .arg(rounds)};
}

} // namespace

QList<Document> invoices(int count)
{
    QList<Document> documents;
    documents.reserve(count);
    for (int number = 0; number < count; ++number)
        documents.append(invoice(number));
    return documents;
}

std::optional<double> ingestRate(const QString &path, const QList<Document> &documents, QDate start)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    const auto composer = Composer::builtIn();
    if (!database || !composer)
        return std::nullopt;
    Ledger ledger(**database);
    Route everything;
    everything.name = QStringLiteral("Everything");
    everything.channel = QStringLiteral("finance");
    const Router router({everything});
    PlanContext context;
    context.now = toInstant(QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC));
    context.knownBefore = start;
    context.router = &router;
    context.composer = &*composer;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = 0; at < documents.size(); at += rowsPerTransaction) {
        Page page;
        page.tenant = QStringLiteral("BENCH_TST");
        page.company = QStringLiteral("100");
        page.feed = QStringLiteral("supplier_invoices");
        page.documents = documents.mid(at, rowsPerTransaction);
        page.nextCursor = QString::number(at);
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

std::optional<Figure> ingest(int rows)
{
    return measure(QStringLiteral("ingest"), rows, changedOn.addDays(1));
}

std::optional<Figure> ingestRouted(int rows)
{
    return measure(QStringLiteral("ingest-routed"), rows, changedOn);
}

} // namespace ledgercast::bench
