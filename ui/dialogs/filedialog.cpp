// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/filedialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace ledgercast {

QFileDialog *fileToOpen(QWidget *parent, const QString &title, const QString &filter)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({filter, QCoreApplication::translate("FileDialog", "All files (*)")});
    return dialog;
}

QFileDialog *fileToSave(QWidget *parent, const QString &title, const QString &filter, const QString &name)
{
    QFileDialog *dialog = fileToOpen(parent, title, filter);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    return dialog;
}

} // namespace ledgercast
