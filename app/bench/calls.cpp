// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/calls.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>

namespace ledgercast::bench {

namespace {

constexpr int patience = 300'000; // milliseconds
constexpr int fewDocuments = 100; // a feed with fewer says nothing about calls per 1,000
constexpr double catchUp = 50'000;
constexpr double requestsPerMinute = 100;
const auto invoices = QStringLiteral("supplier_invoices");

struct Count
{
    double documents = 0;
    double calls = 0;

    [[nodiscard]] double perThousand() const { return calls * 1000 / documents; }
    [[nodiscard]] double minutes() const { return catchUp * calls / documents / requestsPerMinute; }
};

/// By feed, all companies together.
QMap<QString, Count> countsOf(const QJsonArray &feeds)
{
    QMap<QString, Count> counts;
    for (const QJsonValue feed : feeds) {
        Count &count = counts[feed[u"feed"].toString()];
        count.documents += feed[u"read"].toDouble();
        count.calls += feed[u"calls"].toDouble();
    }
    return counts;
}

} // namespace

std::optional<Figure> calls()
{
    QProcess demo;
    demo.setProcessChannelMode(QProcess::SeparateChannels);
    demo.start(QCoreApplication::applicationDirPath() + u"/ledgercast",
               {QStringLiteral("demo"), QStringLiteral("--json")});
    if (!demo.waitForFinished(patience)) {
        demo.kill();
        demo.waitForFinished();
        return std::nullopt;
    }
    const QJsonDocument report = QJsonDocument::fromJson(demo.readAllStandardOutput());
    const QMap<QString, Count> counts = countsOf(report[u"feeds"].toArray());
    const Count invoiceCount = counts.value(invoices);
    if (invoiceCount.documents < fewDocuments)
        return std::nullopt;
    QStringList each;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (count->documents >= fewDocuments)
            each << QStringLiteral("%1 %2 (%3 min)")
                        .arg(count.key(), QString::number(count->perThousand(), 'f', 1),
                             QString::number(count->minutes(), 'f', 1));
    return Figure{QStringLiteral("calls"), invoiceCount.perThousand(), 1000, QStringLiteral("calls"),
                  QStringLiteral("per 1,000 supplier invoices; reference: one call a document; the aim is 12 at most; "
                                 "every source, with the minutes to catch up on 50,000 documents at 100 requests a "
                                 "minute, where one call each would take 500: %1")
                      .arg(each.join(QStringLiteral(", ")))};
}

} // namespace ledgercast::bench
