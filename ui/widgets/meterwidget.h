// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ledgercast {

class Theme;

/// How much of a limit is used: name, bar, "812 of 3,000". Amber from 80 %, red above the limit.
class MeterWidget : public QWidget
{
    Q_OBJECT

public:
    MeterWidget(const Theme &theme, const QString &name, qint64 limit, QWidget *parent = nullptr);

    void setUsed(qint64 used);
    [[nodiscard]] qint64 used() const { return m_used; }
    [[nodiscard]] bool isOver() const { return m_used > m_limit; }
    [[nodiscard]] QSize sizeHint() const override { return {260, 22}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    qint64 m_limit;
    qint64 m_used = 0;
};

} // namespace ledgercast
