// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/random.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace ledgercast::sandbox {

/// The faults both halves of the sandbox inject, each with the share of requests it hits and one argument.
class Faults
{
public:
    explicit Faults(quint64 seed) : m_random(seed) {}

    /// "name=rate[:argument],…"; replaces what was set. An empty text clears all. Returns what is wrong, or nothing.
    std::optional<QString> set(const QString &specification);

    /// Whether the fault hits this time.
    bool strikes(const char *name);
    /// Its argument if the fault hits this time.
    std::optional<int> strikesWith(const char *name, int defaultArgument);

    [[nodiscard]] QString specification() const { return m_specification; }
    [[nodiscard]] static QStringList knownNames();
    /// A line for each, with what it does.
    [[nodiscard]] static QString help();

private:
    struct Fault
    {
        double rate = 0;
        std::optional<int> argument;
    };
    QHash<QByteArray, Fault> m_faults;
    QString m_specification;
    Random m_random;
};

} // namespace ledgercast::sandbox
