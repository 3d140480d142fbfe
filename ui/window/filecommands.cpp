// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/filecommands.h"

#include "core/store/readerthread.h"
#include "ui/actions.h"
#include "ui/dialogs/filedialog.h"
#include "ui/format/format.h"
#include "ui/window/question.h"

#include <QFileDialog>

namespace ledgercast {

FileCommands::FileCommands(const PageContext &context, QWidget *window)
    : QObject(window), m_context(context), m_window(window)
{
    const Actions &actions = context.actions;
    connect(actions[Command::ChooseIonApi], &QAction::triggered, this, &FileCommands::chooseIonApi);
    connect(actions[Command::CheckAuditLog], &QAction::triggered, this, &FileCommands::checkAuditLog);
}

void FileCommands::chooseIonApi()
{
    QFileDialog *dialog = fileToOpen(m_window, tr("Choose the .ionapi file"), tr("CloudSuite credentials (*.ionapi)"));
    connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::ionApiChosen);
    dialog->open();
}

void FileCommands::checkAuditLog()
{
    Q_EMIT notice(tr("Checking the audit log…"));
    m_context.actions[Command::CheckAuditLog]->setEnabled(false);
    m_context.readers.ask(
        this, [](const Reader &reader) { return reader.verify(); },
        [this](const Result<AuditVerification> &verification) {
            m_context.actions[Command::CheckAuditLog]->setEnabled(true);
            if (!verification)
                return tell(m_window, true, tr("The audit log can't be checked"), verification.error().message);
            const QString events = format::count(verification->events);
            if (verification->firstBroken)
                return tell(m_window, true, tr("The audit log was changed from outside"),
                            tr("Event %1 doesn't fit the events before it. Keep this file as it is, and restore the "
                               "log from a backup made before the change.")
                                .arg(format::count(*verification->firstBroken)));
            tell(m_window, false, tr("The audit log is whole"),
                 tr("All %1 events fit together; none was changed, removed or added.").arg(events),
                 QString::fromLatin1(verification->head.toHex().left(16)));
        });
}

} // namespace ledgercast
