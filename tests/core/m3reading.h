// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/m3source.h"
#include "core/net/httpclient.h"
#include "tests/core/fakem3.h"
#include "tests/support/waitfor.h"

namespace ledgercast {

/// Splits "A=1 B=x y" at the names: a row as a test writes it.
[[nodiscard]] inline FakeM3::Row row(const QString &text)
{
    FakeM3::Row row;
    const QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        row.insert(part.section(u'=', 0, 0).trimmed(), part.section(u'=', 1));
    return row;
}

/// A tenant, and how far its feeds have been read.
class Reading
{
public:
    Reading()
    {
        m3.setNumeric(
            QStringLiteral("EPCONO EPYEA4 EPJRNO EPJSNO EPTRCD EPINYR EPVONO EPLMDT EGYEA4 EGJRNO EGJSNO EGVONO "
                           "EGLMDT IALMDT IBPNLI IBPNLS IBLMDT EAAITP EALMDT E5INBN E5SUPA E5LMDT E6INBN "
                           "E6TRNO E6LMDT ICPNLI ICPNLS ICLMDT IDLMDT IILMDT BCBKTP BCLMDT OKLMDT MMLMDT "
                           "CCLMDT CTLMDT CUCRTP CUCUTD CULMDT")
                .split(u' '));
        m3.add(QStringLiteral("CIDMAS"), row(QStringLiteral("IDSUNO=N1;IDSUNM=Nordwind Components")));
        restart();
    }
    /// A new program: nothing is remembered but the cursor.
    void restart(M3Source::Options options = {})
    {
        source.reset();
        client.reset();
        gateway.reset();
        tokens = std::make_unique<TokenProvider>(http, clock, m3.file());
        gateway = std::make_unique<GatewayClient>(
            http, *tokens, clock, sleeper, m3.file(),
            GatewayOptions{100'000, std::chrono::seconds(5), {std::chrono::milliseconds(1)}, std::chrono::seconds(1)});
        client = std::make_unique<M3Client>(*gateway);
        source = std::make_unique<M3Source>(*client, FeedCatalogue::load({}, {}).value(), options);
    }
    Result<Page> page(const QString &feed)
    {
        FeedRequest request{QStringLiteral("ACME_TST"), company, feed, cursor, today, known, today.addDays(-1)};
        return resultOf(source->fetch(request));
    }
    /// Reads to the end of a sweep, committing every page.
    QList<Document> sweep(const QString &feed)
    {
        QList<Document> documents;
        warnings.clear();
        deleted.clear();
        for (pages = 0;;) {
            const auto next = page(feed);
            if (!next) {
                error = next.error();
                return documents;
            }
            ++pages;
            documents += next->documents;
            warnings += next->warnings;
            deleted += next->deleted;
            cursor = next->nextCursor;
            if (!next->hasMore)
                return documents;
        }
    }

    QDate today{2026, 11, 24};
    std::function<Result<QHash<QString, QString>>()> known; ///< what a ledger would know
    QStringList deleted;                                    ///< in the last sweep
    FakeM3 m3;
    HttpClient http;
    SystemClock clock;
    Sleeper sleeper;
    std::unique_ptr<TokenProvider> tokens;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<M3Client> client;
    std::unique_ptr<M3Source> source;
    QString company;
    QString cursor;
    QStringList warnings;
    std::optional<Error> error;
    int pages = 0;
};

} // namespace ledgercast
