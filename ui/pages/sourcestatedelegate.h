// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace ledgercast {

/// How a source is doing: a calm word with a tick while all is well, a pill when somebody has to act.
class SourceStateDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit SourceStateDelegate(const Theme &theme, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override;
};

} // namespace ledgercast
