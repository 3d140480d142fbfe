// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/business.h"
#include "tests/system/soakreader.h"

#include <QMap>

namespace ledgercast::test {

/// What the sandbox planted against what the program found: "kind company order line", once for each time.
class SoakFindings
{
public:
    explicit SoakFindings(const sandbox::Business &business) : m_business(business) {}

    /// Business went on.
    void look(QDate today);
    /// Everything has been read while business stood still. Returns the mistakes.
    [[nodiscard]] QStringList settle(const SoakReader &reader, QDate today);

    struct Score
    {
        int planted = 0; ///< that a reader could see
        int found = 0;
        int hit = 0;   ///< of what was planted, found
        int right = 0; ///< of what was found, so

        [[nodiscard]] double precision() const { return found == 0 ? 1.0 : double(right) / found; }
        [[nodiscard]] double recall() const { return planted == 0 ? 1.0 : double(hit) / planted; }
    };
    /// Over all the time, by kind.
    [[nodiscard]] QMap<QString, Score> scores() const;
    /// Raised, but at no time so. "kind company order line"
    [[nodiscard]] QStringList invented(const SoakReader &reader) const;

private:
    using Counts = QMap<QString, int>;
    [[nodiscard]] Counts standing(QDate today) const;
    [[nodiscard]] static QString nameOf(const SoakReader &reader, const QString &id);

    const sandbox::Business &m_business;
    Counts m_stoodToday;
    Counts m_stoodEver;
    Counts m_expected; ///< the most at any time a reader had seen all
    Counts m_found;
};

} // namespace ledgercast::test
