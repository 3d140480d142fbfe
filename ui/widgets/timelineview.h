// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/valuelistmodel.h"

#include <QListView>

namespace ledgercast {

class Theme;

struct TimelineItem
{
    QString time; ///< "14:22:43"
    Symbol symbol = Symbol::Clock;
    Tone tone = Tone::Neutral;
    QString title;
    QString sentence;
    QString code;

    bool operator==(const TimelineItem &) const = default;
    [[nodiscard]] QString accessibleText() const;
};

/// What happened to one entry, newest first. The code of the current event can be copied.
class TimelineView : public QListView
{
    Q_OBJECT

public:
    explicit TimelineView(const Theme &theme, QWidget *parent = nullptr);

    void setItems(const QList<TimelineItem> &items);
    [[nodiscard]] const TimelineItem &item(const QModelIndex &index) const { return m_model->item(index); }
    void copyCurrentCode() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ValueListModel<TimelineItem> *m_model;
};

} // namespace ledgercast
