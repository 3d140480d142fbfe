// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <memory>

#include <tl/expected.hpp>

namespace ledgercast {

/// Name to value, as text for people. What isn't there or is empty counts as "no" in a section.
using Values = QMap<QString, QString>;

/// A Mustache text over values: {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}. Everything that could let a value
/// out unescaped is refused when it is read.
class Template
{
public:
    enum class Target { Mrkdwn, PlainText };

    /// The error is a sentence for people.
    [[nodiscard]] static tl::expected<Template, QString> parse(const QString &text, Target target);

    /// Without white space at its ends.
    [[nodiscard]] QString render(const Values &values) const;

private:
    struct Compiled;
    explicit Template(std::shared_ptr<Compiled> compiled);

    std::shared_ptr<Compiled> m_compiled;
};

} // namespace ledgercast
