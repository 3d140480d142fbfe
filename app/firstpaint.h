// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/log.h"

#include <QEvent>
#include <QWidget>

namespace ledgercast {

/// Says on standard error when a widget has been painted for the first time: what the start-up benchmark waits for.
class FirstPaint final : public QObject
{
public:
    /// What is said of the window and of the first page with its content.
    static constexpr auto window = "the window is painted";
    static constexpr auto page = "the page is painted";

    FirstPaint(QWidget *widget, const char *words) : QObject(widget), m_words(words)
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // After this event the picture is flushed.
            QMetaObject::invokeMethod(
                this, [this] { say(); }, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void say()
    {
        qCInfo(logApp) << m_words;
        deleteLater();
    }

    const char *m_words;
};

} // namespace ledgercast
