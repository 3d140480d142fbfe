// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/log.h"

#include <QEvent>
#include <QWidget>

namespace ledgercast {

/// Says on standard error when the window has been painted for the first time: what the start-up benchmark waits for.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget *window) : QObject(window) { window->installEventFilter(this); }

    static constexpr auto words = "the window is painted";

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
        qCInfo(logApp) << words;
        deleteLater();
    }
};

} // namespace ledgercast
