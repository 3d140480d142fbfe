// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>
#include <QFrame>
#include <QList>

namespace ledgercast {

class Theme;

struct PipelineView
{
    struct Stage
    {
        QString id;
        Symbol symbol = Symbol::None;
        QString label;
        QString number;
        QString note;
        QString accessibleName;

        bool operator==(const Stage &) const = default;
    };
    /// What left the way between a stage and the next.
    struct DropOff
    {
        QString id;
        int afterStage = 0;
        Symbol symbol = Symbol::None;
        Tone tone = Tone::Warning;
        QString text;

        bool operator==(const DropOff &) const = default;
    };

    QList<Stage> stages;
    QList<DropOff> dropOffs;

    bool operator==(const PipelineView &) const = default;
};

/// The way of today's changes from CloudSuite to Slack. Every number and every drop-off is a button.
class PipelineWidget : public QFrame
{
    Q_OBJECT

public:
    explicit PipelineWidget(const Theme &theme, QWidget *parent = nullptr);

    void setView(const PipelineView &view);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stageChosen(const QString &id);
    void dropOffChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void arrange();
    [[nodiscard]] int gapWidth() const;
    [[nodiscard]] QList<QAbstractButton *> dropOffsAfter(int stage) const;
    /// Where the arrow behind a stage starts and ends.
    [[nodiscard]] std::pair<int, int> arrowSpan(int stage) const;

    const Theme &m_theme;
    PipelineView m_view;
    QList<QAbstractButton *> m_stages;
    QList<QAbstractButton *> m_dropOffs;
};

} // namespace ledgercast
