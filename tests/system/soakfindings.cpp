// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakfindings.h"

#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace ledgercast::test {

namespace {

constexpr int graceDays = 3;

void keepMost(QMap<QString, int> &most, const QMap<QString, int> &now)
{
    for (auto count = now.cbegin(); count != now.cend(); ++count)
        most[count.key()] = std::max(most.value(count.key()), *count);
}

} // namespace

SoakFindings::Counts SoakFindings::standing(QDate today) const
{
    Counts counts;
    const QJsonArray all = m_business.standing();
    for (const QJsonValue &one : all) {
        const QString kind = one[u"kind"].toString();
        const QDate date = QDate::fromString(one[u"date"].toString(), Qt::ISODate);
        if (kind == u"missing_receipt" && today <= date.addDays(graceDays))
            continue;
        const QString company = QString::number(one[u"company"].toInt());
        ++counts[kind == u"likely_duplicate"
                     ? QStringList{kind, company, one[u"invoice"].toString()}.join(u' ')
                     : QStringList{kind, company, one[u"order"].toString(), QString::number(one[u"line"].toInt())}.join(
                           u' ')];
    }
    return counts;
}

/// "price_variance|100/1100234/10|…", "likely_duplicate|100/AAA/700123|…"
QString SoakFindings::nameOf(const SoakReader &reader, const QString &id)
{
    const QString kind = id.section(u'|', 0, 0);
    const QString subject = id.section(u'|', 1, 1);
    if (kind != u"likely_duplicate")
        return kind + u' ' + subject.split(u'/').first(3).join(u' ');
    QSqlQuery number = reader.query(u"SELECT change.number FROM change JOIN document ON document.id = "
                                    "change.document_id WHERE document.key = '%1' AND document.type = "
                                    "'pending_invoice' LIMIT 1"_s.arg(subject));
    return QStringList{kind, subject.section(u'/', 0, 0), number.next() ? number.value(0).toString() : subject}.join(
        u' ');
}

void SoakFindings::look(QDate today)
{
    const Counts now = standing(today);
    keepMost(m_stoodToday, now);
    keepMost(m_stoodEver, now);
}

QStringList SoakFindings::settle(const SoakReader &reader, QDate today)
{
    look(today);
    const Counts expected = standing(today);
    Counts found;
    QSqlQuery open = reader.query(u"SELECT id FROM finding"_s);
    while (open.next())
        ++found[nameOf(reader, open.value(0).toString())];
    QStringList mistakes;
    for (auto count = expected.cbegin(); count != expected.cend(); ++count) {
        if (found.value(count.key()) < *count)
            mistakes << u"not found: "_s + count.key();
    }
    for (auto count = found.cbegin(); count != found.cend(); ++count) {
        // A copy that somebody deleted today may be missed tomorrow only.
        const bool mayLast = count.key().startsWith(u"likely_duplicate");
        if (*count > (mayLast ? m_stoodToday : expected).value(count.key()))
            mistakes << u"found, but not so: "_s + count.key();
    }
    keepMost(m_expected, expected);
    keepMost(m_found, found);
    m_stoodToday = expected;
    return mistakes;
}

QMap<QString, SoakFindings::Score> SoakFindings::scores() const
{
    QMap<QString, Score> scores;
    for (auto count = m_expected.cbegin(); count != m_expected.cend(); ++count) {
        Score &score = scores[count.key().section(u' ', 0, 0)];
        score.planted += *count;
        score.hit += std::min(*count, m_found.value(count.key()));
    }
    for (auto count = m_found.cbegin(); count != m_found.cend(); ++count) {
        Score &score = scores[count.key().section(u' ', 0, 0)];
        score.found += *count;
        score.right += std::min(*count, m_stoodEver.value(count.key()));
    }
    return scores;
}

QStringList SoakFindings::invented(const SoakReader &reader) const
{
    Counts raised;
    QSqlQuery all = reader.query(u"SELECT DISTINCT json_extract(finding, '$.id') FROM change WHERE exception = "
                                 "'raised'"_s);
    while (all.next())
        ++raised[nameOf(reader, all.value(0).toString())];
    QStringList names;
    for (auto count = raised.cbegin(); count != raised.cend(); ++count) {
        if (*count > m_stoodEver.value(count.key()))
            names << count.key();
    }
    return names;
}

} // namespace ledgercast::test
