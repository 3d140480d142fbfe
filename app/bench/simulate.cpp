// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/simulate.h"

#include "app/bench/ingest.h"
#include "core/engine/simulation.h"
#include "core/store/database.h"
#include "core/store/reader.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace ledgercast::bench {

namespace {

constexpr int changes = 10'000;
constexpr int rounds = 5;
constexpr double limitMs = 1000;

/// As large as a source's record is once it is enriched.
QList<Document> enriched(QList<Document> documents)
{
    for (Document &document : documents) {
        for (int field = 0; field < 15; ++field)
            document.fields.insert(QStringLiteral("field_%1").arg(field), QStringLiteral("value of %1").arg(field));
        for (int line = 1; line <= 4; ++line)
            document.lines.append({{QStringLiteral("line"), QString::number(line)},
                                   {QStringLiteral("item"), QStringLiteral("ITEM-%1").arg(line)},
                                   {QStringLiteral("quantity"), QStringLiteral("12")},
                                   {QStringLiteral("price"), QStringLiteral("104.50")},
                                   {QStringLiteral("amount"), QStringLiteral("1254")}});
    }
    return documents;
}

/// A rule for each cost centre of the invoices, every third in digests, every fifth with a threshold.
QList<Route> rules(int channels)
{
    QList<Route> routes;
    for (int number = 0; number < 40; ++number) {
        Route route;
        route.priority = number;
        route.name = QStringLiteral("Rule %1").arg(number);
        route.recordTypes = {QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order")};
        route.costCentres = {QString::number(4000 + number)};
        route.channel = QStringLiteral("channel-%1").arg(number % channels);
        if (number % 5 == 0)
            route.minimumAmount = Decimal(2000, 0);
        if (number % 3 == 0)
            route.delivery = DeliveryMode::Digest;
        routes.append(route);
    }
    return routes;
}

} // namespace

std::optional<Figure> simulate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ledger.db"));
    const QList<Document> documents = enriched(invoices(changes));
    if (!ingestRate(path, documents, documents.first().modifiedOn))
        return std::nullopt;
    const auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        return std::nullopt;
    const Reader reader(**database);
    SimulationQuestion question;
    question.current = rules(20);
    question.draft = rules(15);
    QList<double> measured;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto result = ledgercast::simulate(reader, question);
        if (!result || result->entries != changes)
            return std::nullopt;
        measured << static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    return Figure{
        QStringLiteral("simulate"), median(measured), limitMs, QStringLiteral("ms"),
        QStringLiteral("%1 recorded changes read and run through 40 rules twice, median of %2; reference: the "
                       "second that may pass; lower is better")
            .arg(changes)
            .arg(rounds)};
}

} // namespace ledgercast::bench
