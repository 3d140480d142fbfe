// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <algorithm>
#include <optional>

namespace ledgercast::bench {

/// Ours beside the limit or peer that was measured in the same run.
struct Figure
{
    QString name;
    double ours = 0;
    double reference = 0;
    QString unit;
    QString detail;
};

[[nodiscard]] inline double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace ledgercast::bench
