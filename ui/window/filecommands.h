// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

namespace ledgercast {

/// Carries out the actions of files that belong to no page, and the check of the log.
class FileCommands : public QObject
{
    Q_OBJECT

public:
    FileCommands(const PageContext &context, QWidget *window);

    void chooseIonApi();
    void checkAuditLog();

Q_SIGNALS:
    void ionApiChosen(const QString &path);
    void notice(const QString &sentence);

private:
    PageContext m_context;
    QWidget *m_window;
};

} // namespace ledgercast
