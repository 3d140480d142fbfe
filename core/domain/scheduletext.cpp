// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/schedule.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace ledgercast {

namespace {

constexpr int longestPause = 24 * 60;
constexpr int mostMonthEndDays = 15;
constexpr std::array<QStringView, 7> dayCodes{u"mon", u"tue", u"wed", u"thu", u"fri", u"sat", u"sun"};

QString translated(const char *text)
{
    return QCoreApplication::translate("schedule", text);
}

struct Word
{
    QString text;
    qsizetype at = 0;
};

/// Reads one pattern, word by word; keeps the first problem only.
class PatternReader
{
public:
    PatternReader(const QString &text, qsizetype from, qsizetype to) : m_text(text), m_to(to)
    {
        static const QRegularExpression word(QStringLiteral("[^\\s,]+(\\s*,\\s*[^\\s,]+)*|,")); // "07:00, 13:00" is one
        for (auto matches = word.globalMatch(text.left(to), from); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            m_words.append({match.captured().toLower(), match.capturedStart()});
        }
    }

    tl::expected<SchedulePattern, TextProblem> read()
    {
        SchedulePattern pattern = readKind();
        if (!m_problem && m_next < m_words.size())
            refuse(
                m_words.at(m_next),
                translated(QT_TRANSLATE_NOOP("schedule", "“%1” is not expected here.")).arg(m_words.at(m_next).text));
        if (m_problem)
            return tl::unexpected(*m_problem);
        return pattern;
    }

private:
    void refuse(const Word &word, const QString &reason)
    {
        if (!m_problem)
            m_problem = TextProblem{word.at, reason};
    }
    Word take() { return m_next < m_words.size() ? m_words.at(m_next++) : Word{{}, m_to}; }
    [[nodiscard]] bool takeIf(QStringView text)
    {
        const bool isThere = m_next < m_words.size() && m_words.at(m_next).text == text;
        m_next += isThere ? 1 : 0;
        return isThere;
    }

    SchedulePattern readKind()
    {
        const Word kind = take();
        if (kind.text == u"every")
            return EveryMinutes{readPause()};
        if (kind.text == u"daily") {
            DailyAt daily{readTimes(), {}};
            if (takeIf(u"on"))
                daily.days = readDays();
            return daily;
        }
        if (kind.text == u"hours")
            return readHours();
        if (kind.text == u"cron")
            return readCron(kind);
        refuse(kind, translated(QT_TRANSLATE_NOOP("schedule", "A schedule begins with every, daily, hours or cron, for "
                                                              "example “every 5m” or “daily 07:30,13:00”.")));
        return EveryMinutes{};
    }
    SchedulePattern readHours()
    {
        BusinessHours hours;
        hours.days = readDays();
        const Word span = take();
        const qsizetype dash = span.text.indexOf(u'-');
        hours.from = readTime({dash < 0 ? span.text : span.text.left(dash), span.at});
        if (dash < 0)
            refuse(span, translated(QT_TRANSLATE_NOOP("schedule", "Hours are written as 07:00-18:00.")));
        hours.to = readTime({span.text.mid(dash + 1), span.at + dash + 1});
        if (const Word every = take(); every.text != u"every")
            refuse(every, translated(QT_TRANSLATE_NOOP("schedule", "Behind the hours stands how often, for example "
                                                                   "“every 5m”.")));
        hours.minutes = readPause();
        return hours;
    }
    SchedulePattern readCron(const Word &kind)
    {
        const qsizetype start = kind.at + kind.text.size();
        m_next = m_words.size();
        auto cron = CronExpression::parse(m_text.mid(start, m_to - start));
        if (cron)
            return *cron;
        refuse({{}, start + cron.error().at}, cron.error().reason);
        return EveryMinutes{};
    }

    int readPause()
    {
        const Word word = take();
        const bool isHours = word.text.endsWith(u'h');
        bool isNumber = false;
        const int number = word.text.chopped(std::min<qsizetype>(1, word.text.size())).toInt(&isNumber);
        const bool hasUnit = isHours || word.text.endsWith(u'm');
        if (!isNumber || !hasUnit || number < 1 || number > longestPause / (isHours ? 60 : 1) ||
            !word.text.front().isDigit()) {
            refuse(word, translated(QT_TRANSLATE_NOOP("schedule", "A pause is written as 5m or 2h, from 1m to 24h.")));
            return 1;
        }
        return isHours ? number * 60 : number;
    }
    int readTime(const Word &word)
    {
        static const QRegularExpression form(QStringLiteral("\\A([01]?[0-9]|2[0-3]):([0-5][0-9])\\z"));
        const QRegularExpressionMatch match = form.match(word.text);
        if (!match.hasMatch()) {
            refuse(word,
                   word.text.isEmpty()
                       ? translated(QT_TRANSLATE_NOOP("schedule", "A time is missing. Write it as 07:30."))
                       : translated(QT_TRANSLATE_NOOP("schedule", "“%1” isn't a time of the day from 00:00 to 23:59."))
                             .arg(word.text));
            return 0;
        }
        return match.captured(1).toInt() * 60 + match.captured(2).toInt();
    }
    /// The parts of "a, b,c" with their places.
    static QList<Word> partsOf(const Word &list)
    {
        QList<Word> parts;
        qsizetype from = 0;
        const QStringList texts = list.text.split(u',');
        for (const QString &text : texts) {
            const QString part = text.trimmed();
            parts.append({part, list.at + from + std::max<qsizetype>(text.indexOf(part), 0)});
            from += text.size() + 1;
        }
        return parts;
    }
    QList<int> readTimes()
    {
        QList<int> times;
        const QList<Word> parts = partsOf(take());
        for (const Word &part : parts)
            times.append(readTime(part));
        std::sort(times.begin(), times.end());
        times.erase(std::unique(times.begin(), times.end()), times.end());
        return times;
    }
    std::size_t readDay(const Word &word)
    {
        const auto day = std::find(dayCodes.begin(), dayCodes.end(), word.text);
        if (day == dayCodes.end()) {
            refuse(word, translated(QT_TRANSLATE_NOOP("schedule", "Days are “workdays” or a list of mon, tue, wed, "
                                                                  "thu, fri, sat, sun, for example “mon-fri”.")));
            return 1;
        }
        return static_cast<std::size_t>(day - dayCodes.begin()) + 1;
    }
    ScheduleDays readDays()
    {
        const Word word = take();
        if (word.text == u"workdays")
            return {true, {}};
        ScheduleDays days{false, {}};
        const QList<Word> parts = partsOf(word);
        for (const Word &part : parts) {
            const qsizetype dash = part.text.indexOf(u'-');
            const std::size_t first = readDay({dash < 0 ? part.text : part.text.left(dash), part.at});
            const std::size_t last = dash < 0 ? first : readDay({part.text.mid(dash + 1), part.at + dash + 1});
            if (last < first)
                refuse(part, translated(QT_TRANSLATE_NOOP("schedule", "“%1” runs backwards.")).arg(part.text));
            for (std::size_t day = first; day <= last; ++day)
                days.weekDays.set(day);
        }
        return days;
    }

    const QString &m_text;
    qsizetype m_to;
    QList<Word> m_words;
    qsizetype m_next = 0;
    std::optional<TextProblem> m_problem;
};

/// "month-end 3+2 PATTERN", behind the semicolon.
tl::expected<MonthEnd, TextProblem> readMonthEnd(const QString &text, qsizetype from)
{
    static const QRegularExpression form(QStringLiteral("\\G\\s*month-end\\s+([0-9]{1,2})\\+([0-9]{1,2})\\s"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text, from);
    const int before = match.captured(1).toInt();
    const int after = match.captured(2).toInt();
    if (!match.hasMatch() || before > mostMonthEndDays || after > mostMonthEndDays || before + after == 0)
        return tl::unexpected(TextProblem{
            from,
            translated(QT_TRANSLATE_NOOP("schedule", "Behind “;” stands for example “month-end 3+2 every 5m”: "
                                                     "from the last 3 to the first 2 working days, at most 15."))});
    auto pattern = PatternReader(text, match.capturedEnd(), text.size()).read();
    if (!pattern)
        return tl::unexpected(pattern.error());
    return MonthEnd{before, after, *pattern};
}

QString pauseText(int minutes)
{
    return minutes % 60 == 0 ? QString::number(minutes / 60) + u'h' : QString::number(minutes) + u'm';
}

QString daysText(const ScheduleDays &days)
{
    if (days.isWorkingDays)
        return QStringLiteral("workdays");
    QStringList parts;
    for (std::size_t first = 1; first <= dayCodes.size(); ++first) {
        if (!days.weekDays.test(first))
            continue;
        std::size_t last = first;
        while (last < dayCodes.size() && days.weekDays.test(last + 1))
            ++last;
        const QString begin = dayCodes.at(first - 1).toString();
        parts << (last == first ? begin : begin + u'-' + dayCodes.at(last - 1));
        first = last;
    }
    return parts.join(u',');
}

struct PatternText
{
    QString operator()(const EveryMinutes &every) const { return QStringLiteral("every ") + pauseText(every.minutes); }
    QString operator()(const DailyAt &daily) const
    {
        QStringList times;
        for (const int time : daily.times)
            times << calendarwords::time(time);
        const QString text = QStringLiteral("daily ") + times.join(u',');
        return daily.days == ScheduleDays{} ? text : text + QStringLiteral(" on ") + daysText(daily.days);
    }
    QString operator()(const BusinessHours &hours) const
    {
        return QStringLiteral("hours %1 %2-%3 every %4")
            .arg(daysText(hours.days), calendarwords::time(hours.from), calendarwords::time(hours.to),
                 pauseText(hours.minutes));
    }
    QString operator()(const CronExpression &cron) const { return QStringLiteral("cron ") + cron.text(); }
};

} // namespace

tl::expected<Schedule, TextProblem> Schedule::parse(const QString &text)
{
    const qsizetype semicolon = text.indexOf(u';');
    auto pattern = PatternReader(text, 0, semicolon < 0 ? text.size() : semicolon).read();
    if (!pattern)
        return tl::unexpected(pattern.error());
    Schedule schedule{*pattern, std::nullopt};
    if (const qsizetype second = text.indexOf(u';', semicolon + 1); semicolon >= 0 && second >= 0)
        return tl::unexpected(TextProblem{
            second, translated(QT_TRANSLATE_NOOP("schedule", "There is one “;” at most, before “month-end”."))});
    if (semicolon >= 0) {
        auto monthEnd = readMonthEnd(text, semicolon + 1);
        if (!monthEnd)
            return tl::unexpected(monthEnd.error());
        schedule.monthEnd = *monthEnd;
    }
    return schedule;
}

QString Schedule::toString() const
{
    const QString base = std::visit(PatternText(), pattern);
    if (!monthEnd)
        return base;
    return QStringLiteral("%1; month-end %2+%3 %4")
        .arg(base, QString::number(monthEnd->before), QString::number(monthEnd->after),
             std::visit(PatternText(), monthEnd->pattern));
}

} // namespace ledgercast
