// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/faults.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

struct Known
{
    const char *name;
    const char *effect;
};

constexpr Known known[] = {
    {"compass.failed", "Data Fabric can't answer a query"},
    {"csi.bookmark_expired", "CSI has forgotten a bookmark"},
    {"csi.success_false", "CSI answers 200 with Success false"},
    {"fsm.bad_link", "FSM's link to the next page leads elsewhere"},
    {"fsm.link_expired", "FSM has forgotten where a list stood"},
    {"ion.account_revoked",
     "the service account's tokens are void and it gets no new one; argument: from so many requests on"},
    {"ion.cap", "M3 answers no more rows than the argument (1000), whatever maxrecs says"},
    {"ion.html503", "503 with a web page"},
    {"ion.http429", "429 with Retry-After; argument: the seconds (1)"},
    {"ion.http429_bare", "429 without Retry-After"},
    {"ion.http504", "504, the target was silent"},
    {"ion.invalid_grant", "a token is refused"},
    {"ion.padded", "M3 pads texts although righttrim was asked for"},
    {"ion.partial", "an M3 list ends in its middle with an error; the rows before it are in the answer"},
    {"ion.reset", "the connection is reset"},
    {"ion.rows_change", "business goes on before the answer; argument: the minutes (5)"},
    {"ion.slow", "a slow policy; argument: the milliseconds (3000)"},
    {"ion.token_expired", "the token has expired before its time"},
    {"ion.truncated", "half of the answer arrives"},
    {"ln.bad_link", "LN's link to the next page leads elsewhere"},
    {"ln.link_expired", "LN doesn't know a skip token any more"},
    {"ln.small_pages", "LN's own pages are small; argument: the rows (5)"},
    {"slack.accept_then_drop", "a post is stored, and the connection closed"},
    {"slack.drop_before", "the connection is closed, and nothing stored"},
    {"slack.fatal_error", "fatal_error, and nothing stored"},
    {"slack.html503", "503 with a web page"},
    {"slack.http500", "500"},
    {"slack.internal_error_stored", "internal_error, and the post is stored"},
    {"slack.ratelimited", "429 with Retry-After; argument: the seconds"},
    {"slack.ratelimited_bare", "429 without Retry-After"},
    {"slack.slow", "a slow answer; argument: the milliseconds"},
    {"slack.thread_not_found", "a reply to a deleted message is refused instead of put into the channel"},
    {"slack.token_revoked", "the token is refused"},
    {"slack.truncated", "half of the answer arrives"},
    {"slack.visible_late", "a post can be read back only later"},
};

} // namespace

QStringList Faults::knownNames()
{
    QStringList names;
    for (const Known &fault : known)
        names << QString::fromLatin1(fault.name);
    return names;
}

QString Faults::help()
{
    QStringList lines;
    for (const Known &fault : known)
        lines << u"  %1  %2"_s.arg(QLatin1StringView(fault.name), -27).arg(QLatin1StringView(fault.effect));
    return lines.join(u'\n');
}

std::optional<QString> Faults::set(const QString &specification)
{
    QHash<QByteArray, Fault> faults;
    const QStringList names = knownNames();
    for (const QString &entry : specification.split(u',', Qt::SkipEmptyParts)) {
        const QString name = entry.section(u'=', 0, 0).trimmed();
        if (!names.contains(name))
            return u"The fault \"%1\" is not known. Known faults: %2"_s.arg(name, names.join(u", "_s));
        const QString value = entry.section(u'=', 1).trimmed();
        bool isRate = false;
        Fault fault{value.section(u':', 0, 0).toDouble(&isRate), {}};
        if (!isRate || fault.rate < 0)
            return u"The fault \"%1\" needs a rate, for example %1=0.1"_s.arg(name);
        if (value.contains(u':')) {
            bool isArgument = false;
            fault.argument = value.section(u':', 1).toInt(&isArgument);
            if (!isArgument || *fault.argument < 0)
                return u"The argument of the fault \"%1\" isn't a whole number"_s.arg(name);
        }
        faults.insert(name.toLatin1(), fault);
    }
    m_faults = faults;
    m_specification = specification;
    return std::nullopt;
}

bool Faults::strikes(const char *name)
{
    return strikesWith(name, 0).has_value();
}

std::optional<int> Faults::strikesWith(const char *name, int defaultArgument)
{
    if (m_faults.isEmpty())
        return std::nullopt;
    const auto fault = m_faults.constFind(QByteArray::fromRawData(name, static_cast<qsizetype>(qstrlen(name))));
    if (fault == m_faults.constEnd() || m_random.fraction() >= fault->rate)
        return std::nullopt;
    return fault->argument.value_or(defaultArgument);
}

} // namespace ledgercast::sandbox
