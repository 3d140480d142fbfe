// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/pipelinewidget.h"

namespace ledgercast {

/// One number of the pipeline.
class StageButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StageButton(const Theme &theme, QWidget *parent);

    void setStage(const PipelineView::Stage &stage);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    PipelineView::Stage m_stage;
};

/// One pill under an arrow.
class DropOffButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit DropOffButton(const Theme &theme, QWidget *parent);

    void setDropOff(const PipelineView::DropOff &dropOff);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    PipelineView::DropOff m_dropOff;
};

} // namespace ledgercast
