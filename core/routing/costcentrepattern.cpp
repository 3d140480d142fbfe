// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentrepattern.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

bool isNumber(const QString &text)
{
    return !text.isEmpty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

tl::unexpected<QString> swapped(const QString &first, const QString &last)
{
    return tl::unexpected(translated(QT_TRANSLATE_NOOP("routing", "%1 comes before %2. Swap them?")).arg(first, last));
}

} // namespace

tl::expected<CostCentrePattern, QString> CostCentrePattern::parse(const QString &text)
{
    const QString code = text.trimmed().toUpper();
    if (code.isEmpty())
        return tl::unexpected(translated(QT_TRANSLATE_NOOP("routing", "A cost centre is missing between two ;.")));
    if (code == u"*")
        return CostCentrePattern(Everything{});
    if (const auto star = code.indexOf(u'*'); star >= 0) {
        if (star != code.size() - 1)
            return tl::unexpected(
                translated(
                    QT_TRANSLATE_NOOP("routing", "“%1” has its * inside. A * stands at the end only, as in 51*."))
                    .arg(text.trimmed()));
        return CostCentrePattern(Prefix{code.chopped(1)});
    }
    const qsizetype dash = code.indexOf(u'-');
    if (dash < 0 || code.count(u'-') > 1)
        return CostCentrePattern(Code{code});
    return parseRange(code.left(dash).trimmed(), code.mid(dash + 1).trimmed());
}

tl::expected<CostCentrePattern, QString> CostCentrePattern::parseRange(const QString &first, const QString &last)
{
    if (first.isEmpty() || last.isEmpty())
        return tl::unexpected(
            translated(QT_TRANSLATE_NOOP("routing", "“%1-%2” is a range with one end. Write both, as in 4100-4199."))
                .arg(first, last));
    if (isNumber(first) && isNumber(last)) {
        const quint64 from = first.toULongLong();
        const quint64 to = last.toULongLong();
        if (from > to)
            return swapped(first, last);
        return CostCentrePattern(
            Numbers{from, to, std::min(first.size(), last.size()), std::max(first.size(), last.size())});
    }
    // "IT-01" is a code with a hyphen in it, not everything from IT to 01.
    if (first.front().isDigit() != last.front().isDigit())
        return CostCentrePattern(Code{first + u'-' + last});
    if (first > last)
        return swapped(first, last);
    return CostCentrePattern(Words{first, last});
}

bool CostCentrePattern::isEverything() const
{
    return std::holds_alternative<Everything>(m_form);
}

bool CostCentrePattern::matches(const QString &upperCaseCode) const
{
    struct Matcher
    {
        const QString &code;
        bool operator()(const Everything &) const { return true; }
        bool operator()(const Code &form) const { return code == form.code; }
        bool operator()(const Prefix &form) const { return code.startsWith(form.prefix) && !isUnknown(); }
        bool operator()(const Numbers &form) const
        {
            if (code.size() < form.shortest || code.size() > form.longest || !isNumber(code))
                return false;
            const quint64 number = code.toULongLong();
            return number >= form.first && number <= form.last;
        }
        bool operator()(const Words &form) const
        {
            return code >= form.first && QStringView(code).left(form.last.size()) <= form.last && !isUnknown();
        }
        [[nodiscard]] bool isUnknown() const { return code == u"UNKNOWN"; }
    };
    return std::visit(Matcher{upperCaseCode}, m_form);
}

} // namespace ledgercast
