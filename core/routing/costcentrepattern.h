// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <variant>

#include <tl/expected.hpp>

namespace ledgercast {

/// How a rule names cost centres, compiled once: a code "4100", a range "4100-4199", a prefix "51*", "*" for all of
/// them and for documents without one, or "unknown" for the latter only. Codes compare without case.
class CostCentrePattern
{
public:
    /// The code that stands for "no cost centre known", in rules and in results.
    static constexpr QStringView unknownCode = u"unknown";

    /// Errors are sentences for people: "5199 comes before 5100. Swap them?"
    [[nodiscard]] static tl::expected<CostCentrePattern, QString> parse(const QString &text);
    [[nodiscard]] bool isEverything() const;
    [[nodiscard]] bool isCode() const { return std::holds_alternative<Code>(m_form); }
    /// "UNKNOWN" for a document without a cost centre.
    [[nodiscard]] bool matches(const QString &upperCaseCode) const;

private:
    struct Everything
    {
    };
    struct Code
    {
        QString code;
    };
    struct Prefix
    {
        QString prefix;
    };
    struct Numbers
    {
        quint64 first;
        quint64 last;
        qsizetype shortest; ///< digits: 0415 is not in 400-499
        qsizetype longest;
    };
    struct Words
    {
        QString first;
        QString last; ///< what begins with it belongs to the range
    };
    using Form = std::variant<Everything, Code, Prefix, Numbers, Words>;

    explicit CostCentrePattern(Form form) : m_form(std::move(form)) {}
    static tl::expected<CostCentrePattern, QString> parseRange(const QString &first, const QString &last);

    Form m_form;
};

} // namespace ledgercast
