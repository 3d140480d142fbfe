// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace ledgercast {

int exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Input:
    case ErrorKind::NotFound:
        return ExitRefused;
    case ErrorKind::Unreachable:
    case ErrorKind::NoAnswer:
    case ErrorKind::RateLimited:
    case ErrorKind::Server:
    case ErrorKind::Protocol:
        return ExitUnreachable;
    case ErrorKind::Auth:
    case ErrorKind::Permission:
    case ErrorKind::Refused:
        return ExitNeedsPerson;
    case ErrorKind::Secrets:
        return ExitKeychain;
    case ErrorKind::Busy:
        return ExitUsage;
    default:
        return ExitInternal;
    }
}

int exitCodeOf(const SyncReport &report, int unrouted)
{
    static const QList<int> severity{ExitKeychain, ExitInternal, ExitRefused, ExitUnreachable, ExitNeedsPerson};
    QList<int> codes;
    if (report.error)
        codes << exitCodeOf(*report.error);
    for (const SyncReport::Feed &feed : report.feeds) {
        if (feed.error)
            codes << exitCodeOf(*feed.error);
    }
    if (report.deliveries.value(QStringLiteral("failed")) > 0 ||
        report.deliveries.value(QStringLiteral("unconfirmed")) > 0 || unrouted > 0)
        codes << ExitNeedsPerson;
    if (report.deliveries.value(QStringLiteral("retrying")) > 0)
        codes << ExitUnreachable;
    for (const int code : severity) {
        if (codes.contains(code))
            return code;
    }
    return codes.isEmpty() ? ExitDone : codes.first();
}

void printLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void printJson(const QJsonObject &object)
{
    printLine(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

void printError(const Error &error)
{
    QString line = error.operation.isEmpty() ? error.message : error.operation + QStringLiteral(": ") + error.message;
    if (!error.code.isEmpty())
        line += QStringLiteral(" [%1]").arg(error.code);
    std::fprintf(stderr, "%s\n", line.toUtf8().constData());
}

void printTable(const QList<QStringList> &rows, const QList<int> &rightAligned)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (widths.size() <= column)
                widths.append(0);
            widths[column] = std::max(widths[column], row[column].size());
        }
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const bool isRight = rightAligned.contains(static_cast<int>(column));
            line += isRight ? row[column].rightJustified(widths[column]) : row[column].leftJustified(widths[column]);
            line += QStringLiteral("  ");
        }
        printLine(line.trimmed().isEmpty() ? QString()
                                           : line.left(line.size() - 2).replace(QLatin1Char('\n'), QLatin1Char(' ')));
    }
}

QJsonObject toJson(const SyncReport &report, int unrouted)
{
    QJsonArray feeds;
    for (const SyncReport::Feed &feed : report.feeds)
        feeds.append(QJsonObject{
            {QStringLiteral("tenant"), feed.tenant},
            {QStringLiteral("company"), feed.company},
            {QStringLiteral("feed"), feed.feed},
            {QStringLiteral("read"), feed.read},
            {QStringLiteral("new"), feed.created},
            {QStringLiteral("updated"), feed.updated},
            {QStringLiteral("unchanged"), feed.unchanged},
            {QStringLiteral("calls"), feed.calls},
            {QStringLiteral("error"), feed.error ? QJsonValue(feed.error->message) : QJsonValue()},
            {QStringLiteral("error_code"), feed.error ? QJsonValue(feed.error->code) : QJsonValue()},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(feed.warnings)},
        });
    QJsonObject deliveries;
    for (const char *state : {"posted", "queued", "retrying", "unconfirmed", "failed", "held", "dismissed"})
        deliveries.insert(QLatin1StringView(state), report.deliveries.value(QLatin1StringView(state)));
    QJsonObject object{{QStringLiteral("feeds"), feeds},
                       {QStringLiteral("deliveries"), deliveries},
                       {QStringLiteral("unrouted"), unrouted},
                       {QStringLiteral("calls"), QJsonObject{{QStringLiteral("cloudsuite"), report.cloudSuiteCalls},
                                                             {QStringLiteral("slack"), report.slackCalls}}}};
    if (report.error)
        object.insert(QStringLiteral("error"), report.error->message);
    return object;
}

} // namespace ledgercast
