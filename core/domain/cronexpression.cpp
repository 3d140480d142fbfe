// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/cronexpression.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("schedule", text);
}

/// What one of the five fields may hold.
struct Field
{
    const char *name;
    int least;
    int most;
    std::vector<QStringView> names; ///< of the values from `least` on
};

const std::array<Field, 5> &fields()
{
    static const std::array<Field, 5> all{{
        {QT_TRANSLATE_NOOP("schedule", "minute"), 0, 59, {}},
        {QT_TRANSLATE_NOOP("schedule", "hour"), 0, 23, {}},
        {QT_TRANSLATE_NOOP("schedule", "day of month"), 1, 31, {}},
        {QT_TRANSLATE_NOOP("schedule", "month"),
         1,
         12,
         {u"jan", u"feb", u"mar", u"apr", u"may", u"jun", u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"}},
        {QT_TRANSLATE_NOOP("schedule", "day of week"), 0, 7, {u"sun", u"mon", u"tue", u"wed", u"thu", u"fri", u"sat"}},
    }};
    return all;
}

std::optional<int> plainNumber(QStringView text)
{
    if (text.isEmpty() || text.size() > 4 ||
        !std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    return text.toInt();
}

/// Reads one field: "*", "5", "mon-fri", "*/10", "1,15,20-30/2".
class FieldReader
{
public:
    using Values = std::bitset<60>;

    FieldReader(const Field &field, QStringView text, qsizetype at) : m_field(field), m_text(text), m_at(at) {}

    tl::expected<Values, TextProblem> read(bool *isLastOfMonth)
    {
        qsizetype from = 0;
        while (!m_problem && from <= m_text.size()) {
            const qsizetype comma = m_text.indexOf(u',', from);
            const QStringView item = m_text.mid(from, comma < 0 ? -1 : comma - from);
            m_itemAt = m_at + from;
            if (isLastOfMonth && item == u"l")
                *isLastOfMonth = true;
            else
                readItem(item);
            from = comma < 0 ? m_text.size() + 1 : comma + 1;
        }
        if (m_problem)
            return tl::unexpected(*m_problem);
        return m_values;
    }

private:
    void refuse(const QString &reason)
    {
        if (!m_problem)
            m_problem = TextProblem{m_itemAt, translated(m_field.name) + QStringLiteral(": ") + reason};
    }
    void readItem(QStringView item)
    {
        const qsizetype slash = item.indexOf(u'/');
        const QStringView range = slash < 0 ? item : item.left(slash);
        const int step = slash < 0 ? 1 : plainNumber(item.mid(slash + 1)).value_or(0);
        if (step < 1 || step > m_field.most)
            return refuse(translated(QT_TRANSLATE_NOOP("schedule", "the step behind “/” is a number from 1 to %1."))
                              .arg(m_field.most));
        const qsizetype dash = range.indexOf(u'-');
        int first = m_field.least;
        int last = m_field.most;
        if (range != u"*") {
            first = value(dash < 0 ? range : range.left(dash));
            last = dash < 0 ? first : value(range.mid(dash + 1));
            if (m_problem)
                return;
            if (dash < 0 && slash >= 0)
                return refuse(
                    translated(QT_TRANSLATE_NOOP("schedule", "a step needs a range: “%1-%2/%3”."))
                        .arg(range.toString(), QString::number(m_field.most), item.mid(slash + 1).toString()));
            if (last == 0 && first > 0 && m_field.most == 7)
                last = 7; // sat-sun
        }
        if (last < first)
            return refuse(translated(QT_TRANSLATE_NOOP("schedule", "“%1” runs backwards.")).arg(range.toString()));
        for (int number = first; number <= last; number += step)
            m_values.set(static_cast<std::size_t>(number));
    }
    int value(QStringView text)
    {
        const auto name = std::find(m_field.names.begin(), m_field.names.end(), text);
        if (name != m_field.names.end())
            return m_field.least + static_cast<int>(name - m_field.names.begin());
        const auto number = plainNumber(text);
        if (number && *number >= m_field.least && *number <= m_field.most)
            return *number;
        refuse(text.isEmpty()
                   ? translated(QT_TRANSLATE_NOOP("schedule", "a value is missing."))
                   : translated(QT_TRANSLATE_NOOP("schedule", "“%1” isn't a value from %2 to %3."))
                         .arg(text.toString(), QString::number(m_field.least), QString::number(m_field.most)));
        return m_field.least;
    }

    const Field &m_field;
    QStringView m_text;
    qsizetype m_at;
    qsizetype m_itemAt = 0;
    Values m_values;
    std::optional<TextProblem> m_problem;
};

template<std::size_t Size>
std::bitset<Size> narrowed(const FieldReader::Values &values)
{
    std::bitset<Size> narrow;
    for (std::size_t bit = 0; bit < Size; ++bit)
        narrow.set(bit, values.test(bit));
    return narrow;
}

/// As crontabs are read by people: lower case, but the L for last, which would look like a 1.
QString canonical(const QStringList &words)
{
    QStringList parts = words;
    parts[2].replace(u'l', u'L');
    return parts.join(u' ');
}

} // namespace

QString TextProblem::toString() const
{
    return translated(QT_TRANSLATE_NOOP("schedule", "At character %1: %2")).arg(QString::number(at + 1), reason);
}

tl::expected<CronExpression, TextProblem> CronExpression::parse(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\\S+"));
    const QString lower = text.toLower();
    QStringList words;
    std::array<FieldReader::Values, 5> values;
    CronExpression cron;
    for (auto matches = word.globalMatch(lower); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto index = static_cast<std::size_t>(words.size());
        if (index == fields().size())
            return tl::unexpected(TextProblem{
                match.capturedStart(),
                translated(QT_TRANSLATE_NOOP("schedule", "A cron expression has five fields, this is a sixth."))});
        words << match.captured();
        FieldReader reader(fields().at(index), match.capturedView(), match.capturedStart());
        const auto read = reader.read(index == 2 ? &cron.m_lastOfMonth : nullptr);
        if (!read)
            return tl::unexpected(read.error());
        values.at(index) = *read;
    }
    if (words.size() < 5)
        return tl::unexpected(TextProblem{
            text.size(), translated(QT_TRANSLATE_NOOP("schedule", "A cron expression has five fields: minute, hour, "
                                                                  "day of month, month, day of week. There are %1."))
                             .arg(words.size())});
    cron.m_text = canonical(words);
    cron.m_minutes = values[0];
    cron.m_hours = narrowed<24>(values[1]);
    cron.m_monthDays = narrowed<32>(values[2]);
    cron.m_months = narrowed<13>(values[3]);
    cron.m_weekDays = narrowed<8>(values[4]);
    if (cron.m_weekDays.test(0))
        cron.m_weekDays.set(7);
    cron.m_weekDays.reset(0);
    cron.m_anyMonthDay = words[2].startsWith(u'*');
    cron.m_anyWeekDay = words[4].startsWith(u'*');
    if (!cron.canHappen())
        return tl::unexpected(
            TextProblem{text.indexOf(words[2], 0, Qt::CaseInsensitive),
                        translated(QT_TRANSLATE_NOOP("schedule", "None of these months has such a day."))});
    return cron;
}

bool CronExpression::canHappen() const
{
    static constexpr std::array<int, 13> longest{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m_lastOfMonth || (!m_anyWeekDay && !m_anyMonthDay))
        return true;
    for (std::size_t month = 1; month <= 12; ++month) {
        for (int day = 1; m_months.test(month) && day <= longest.at(month); ++day) {
            if (m_monthDays.test(static_cast<std::size_t>(day)))
                return true;
        }
    }
    return false;
}

bool CronExpression::includesDay(QDate date) const
{
    if (!m_months.test(static_cast<std::size_t>(date.month())))
        return false;
    const bool isMonthDay =
        m_monthDays.test(static_cast<std::size_t>(date.day())) || (m_lastOfMonth && date.day() == date.daysInMonth());
    const bool isWeekDay = m_weekDays.test(static_cast<std::size_t>(date.dayOfWeek()));
    return m_anyMonthDay || m_anyWeekDay ? isMonthDay && isWeekDay : isMonthDay || isWeekDay;
}

} // namespace ledgercast
