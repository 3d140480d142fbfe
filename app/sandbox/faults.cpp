// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/faults.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

QStringList Faults::knownNames()
{
    return {u"compass.failed"_s,
            u"csi.bookmark_expired"_s,
            u"csi.success_false"_s,
            u"fsm.bad_link"_s,
            u"fsm.link_expired"_s,
            u"ion.account_revoked"_s,
            u"ion.cap"_s,
            u"ion.html503"_s,
            u"ion.http429"_s,
            u"ion.http429_bare"_s,
            u"ion.http504"_s,
            u"ion.invalid_grant"_s,
            u"ion.reset"_s,
            u"ion.slow"_s,
            u"ion.token_expired"_s,
            u"ion.truncated"_s,
            u"ln.bad_link"_s,
            u"ln.link_expired"_s,
            u"ln.small_pages"_s,
            u"slack.accept_then_drop"_s,
            u"slack.drop_before"_s,
            u"slack.fatal_error"_s,
            u"slack.html503"_s,
            u"slack.http500"_s,
            u"slack.internal_error_stored"_s,
            u"slack.ratelimited"_s,
            u"slack.ratelimited_bare"_s,
            u"slack.slow"_s,
            u"slack.token_revoked"_s,
            u"slack.truncated"_s,
            u"slack.visible_late"_s};
}

std::optional<QString> Faults::set(const QString &specification)
{
    QHash<QByteArray, Fault> faults;
    const QStringList known = knownNames();
    for (const QString &entry : specification.split(u',', Qt::SkipEmptyParts)) {
        const QString name = entry.section(u'=', 0, 0).trimmed();
        if (!known.contains(name))
            return u"The fault \"%1\" is not known. Known faults: %2"_s.arg(name, known.join(u", "_s));
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
