// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/digestcomposer.h"

#include "core/domain/floodrules.h"
#include "core/message/blocks.h"
#include "core/message/mrkdwn.h"
#include "core/message/values.h"

#include <QCoreApplication>
#include <QMap>

namespace ledgercast {

namespace {

constexpr qsizetype topRows = 10;
constexpr qsizetype rowsOfReply = 40;
constexpr qsizetype toldCurrencies = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

QString changesText(int changes)
{
    return changes == 1 ? Words::tr("1 change") : Words::tr("%1 changes").arg(changes);
}

QString headline(int changes, const QString &heldFor)
{
    const QString text = changesText(changes);
    if (heldFor == heldfor::burst)
        return Words::tr("%1 at once").arg(text);
    if (heldFor == heldfor::quietHours)
        return Words::tr("%1 during the quiet hours").arg(text);
    if (heldFor == heldfor::muted)
        return Words::tr("%1 while this was muted").arg(text);
    return Words::tr("Digest: %1").arg(text);
}

QString totals(const QList<DigestRow> &rows, const QLocale &locale)
{
    QMap<QString, Decimal> sums;
    for (const DigestRow &row : rows) {
        if (row.amount)
            sums[row.amount->currency] = sums.value(row.amount->currency) + row.amount->amount;
    }
    QStringList texts;
    for (auto sum = sums.cbegin(); sum != sums.cend() && texts.size() < toldCurrencies; ++sum)
        texts << mrkdwn::escaped(readableMoney(*sum, sum.key(), locale));
    if (sums.size() > toldCurrencies)
        texts << Words::tr("and other currencies");
    return texts.join(QStringLiteral(", "));
}

QString lineOf(const DigestRow &row)
{
    QString more;
    if (row.changes > 1)
        more = u" (" + changesText(row.changes) + u')';
    return QStringLiteral("\u2022 ") + mrkdwn::shortened(row.text, Blocks::lineLimit - 2 - more.size()) + more;
}

QStringList lines(const QList<DigestRow> &rows, qsizetype from, qsizetype count)
{
    QStringList result;
    for (const DigestRow &row : rows.mid(from, count))
        result << lineOf(row);
    return result;
}

} // namespace

ComposedDigest composeDigest(const QList<DigestRow> &rows, const QString &heldFor, const QLocale &locale)
{
    int changes = 0;
    for (const DigestRow &row : rows)
        changes += row.changes;
    const QString title = headline(changes, heldFor);
    const QString sum = totals(rows, locale);
    const qsizetype more = std::max<qsizetype>(rows.size() - topRows, 0);
    Blocks first;
    first.addHeader(title);
    first.addText(sum.isEmpty() ? QString() : u'*' + Words::tr("Total") + u"* " + sum);
    first.addLines(lines(rows, 0, topRows));
    if (more > 0)
        first.addContext(Words::tr("and %1 more, in the thread").arg(more), {});
    ComposedDigest digest;
    const QString fallback = mrkdwn::escaped(title) + (sum.isEmpty() ? QString() : u", " + sum);
    digest.parts.append({first.toMessage(fallback), std::min(rows.size(), topRows)});
    for (qsizetype from = topRows; from < rows.size(); from += rowsOfReply) {
        const qsizetype count = std::min(rowsOfReply, rows.size() - from);
        Blocks reply;
        reply.addLines(lines(rows, from, count));
        digest.parts.append(
            {reply.toMessage(
                 Words::tr("%1 to %2 of %3", "rows of a digest").arg(from + 1).arg(from + count).arg(rows.size())),
             count});
    }
    return digest;
}

} // namespace ledgercast
