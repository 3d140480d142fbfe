// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakfindings.h"

#include <QJsonObject>
#include <QSet>

#include <iterator>

using namespace Qt::StringLiterals;

namespace ledgercast::test {

namespace {

constexpr int graceDays = 3;

void keepMost(QMap<QString, int> &most, const QMap<QString, int> &now)
{
    for (auto count = now.cbegin(); count != now.cend(); ++count)
        most[count.key()] = std::max(most.value(count.key()), *count);
}

/// Time makes them: nobody plants them.
bool isReminder(const QString &id)
{
    return id.startsWith(u"due_soon|") || id.startsWith(u"overdue|");
}

bool isWorkingDay(QDate day)
{
    return day.dayOfWeek() <= Qt::Friday;
}

/// "due_soon", "overdue" or nothing, by counting days: three working days ahead, what falls on a weekend before it.
QString reminderFor(QDate due, QDate today)
{
    if (due < today)
        return u"overdue"_s;
    while (!isWorkingDay(due))
        due = due.addDays(-1);
    int left = 0;
    for (QDate day = today; day < due; day = day.addDays(1))
        left += isWorkingDay(day.addDays(1)) ? 1 : 0;
    return left <= 3 ? u"due_soon"_s : QString();
}

/// What stands of the invoices' due dates, against the invoices as they were recorded.
QStringList remindersWrong(const SoakReader &reader, QSet<QString> standing, QDate today)
{
    QStringList mistakes;
    QSqlQuery invoices =
        reader.query(u"SELECT document.key, json_extract(change.content, '$.fields.due_date'), coalesce(json_extract("
                     "change.content, '$.fields.open_amount'), CASE json_extract(change.content, '$.status') WHEN "
                     "'paid' THEN 0 ELSE "
                     "json_extract(change.content, '$.amount.amount') END), json_extract(change.content, '$.status') "
                     "FROM document JOIN change ON "
                     "change.document_id = document.id AND change.version = document.version WHERE document.type = "
                     "'supplier_invoice'"_s);
    while (invoices.next()) {
        const QDate due = QDate::fromString(invoices.value(1).toString(), Qt::ISODate);
        const bool isOpen = invoices.value(2).toDouble() > 0 && invoices.value(3).toString() != u"deleted";
        const QString kind = isOpen && due.isValid() ? reminderFor(due, today) : QString();
        const QString key = invoices.value(0).toString();
        for (const QString &word : {u"due_soon"_s, u"overdue"_s}) {
            bool isThere = false;
            for (auto id = standing.begin(); id != standing.end();) {
                const bool isIt = id->section(u'|', 0, 1) == QString(word + u'|' + key);
                isThere = isThere || isIt;
                id = isIt ? standing.erase(id) : std::next(id);
            }
            if (isThere != (word == kind))
                mistakes << (isThere ? u"reminded for nothing: "_s : u"not reminded: "_s) + word + u' ' + key;
        }
    }
    for (const QString &id : std::as_const(standing))
        mistakes << u"reminded of nothing: "_s + id;
    return mistakes;
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
    QSet<QString> reminders;
    QSqlQuery open = reader.query(u"SELECT id FROM finding"_s);
    while (open.next()) {
        const QString id = open.value(0).toString();
        if (isReminder(id))
            reminders.insert(id);
        else
            ++found[nameOf(reader, id)];
    }
    QStringList mistakes = remindersWrong(reader, reminders, today);
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
    while (all.next()) {
        if (const QString id = all.value(0).toString(); !isReminder(id))
            ++raised[nameOf(reader, id)];
    }
    QStringList names;
    for (auto count = raised.cbegin(); count != raised.cend(); ++count) {
        if (*count > m_stoodEver.value(count.key()))
            names << count.key();
    }
    return names;
}

} // namespace ledgercast::test
