// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/routescsv.h"
#include "ui/pages/page.h"

namespace ledgercast {

/// Carries out the actions that read and write files, and the check of the log.
class FileCommands : public QObject
{
    Q_OBJECT

public:
    FileCommands(const PageContext &context, QWidget *window);

    void chooseIonApi();
    void chooseRules();
    /// Reads the rules of a CSV file and, when all of them can be used, asks and applies them.
    void importRules(const QString &path);
    void chooseExport();
    void exportRules(const QString &path);
    void checkAuditLog();

Q_SIGNALS:
    void ionApiChosen(const QString &path);
    void notice(const QString &sentence);

private:
    void refuse(const QString &fileName, const QList<RowError> &errors, const QString &sentence);

    PageContext m_context;
    QWidget *m_window;
};

} // namespace ledgercast
