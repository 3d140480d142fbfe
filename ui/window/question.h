// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace ledgercast {

struct Question
{
    QString title;    ///< "Replay 5 failed posts?"
    QString sentence; ///< what follows from it
    QString verb;     ///< the button that does it
};

/// Asks before something that can't be taken back, without blocking; runs the answer only on yes. Object name
/// "questionBox".
void ask(QWidget *parent, const Question &question, const std::function<void()> &onYes);
/// Tells what a request came to when it needs more than a line in the status bar. Object name "messageBox".
void tell(QWidget *parent, bool isProblem, const QString &title, const QString &sentence, const QString &code = {});

} // namespace ledgercast
