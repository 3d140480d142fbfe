// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QDate>
#include <QToolButton>

#include <optional>

namespace ledgercast {

class Theme;

/// From the first instant to the one after the last; either end may be open.
struct TimeSpan
{
    std::optional<Instant> from;
    std::optional<Instant> until;

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

/// The date filter of a table: a button with the usual spans and one of the person's own.
class DateFilter : public QToolButton
{
    Q_OBJECT

public:
    DateFilter(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] const TimeSpan &span() const { return m_span; }
    void setSpan(const TimeSpan &span);
    /// "Today", "Last 7 days", "2 Nov – 5 Nov".
    [[nodiscard]] QString spanText() const;

Q_SIGNALS:
    void spanChanged();

private:
    void choose(const TimeSpan &span);
    void askForRange();
    void updateLook();
    [[nodiscard]] QDate today() const;
    [[nodiscard]] TimeSpan days(QDate first, QDate last) const;

    const Theme &m_theme;
    const Clock &m_clock;
    TimeSpan m_span;
};

} // namespace ledgercast
