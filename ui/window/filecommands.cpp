// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/filecommands.h"

#include "core/store/readerthread.h"
#include "ui/actions.h"
#include "ui/format/format.h"
#include "ui/present/tellengine.h"
#include "ui/window/question.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace ledgercast {

namespace {

/// Rules are a few hundred lines; what is larger is another file.
constexpr qint64 mostBytes = 5'000'000;
constexpr int shownErrors = 12;

QFileDialog *fileDialog(QWidget *window, const QString &title, const QString &filter)
{
    auto *dialog = new QFileDialog(window, title);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({filter, FileCommands::tr("All files (*)")});
    return dialog;
}

} // namespace

FileCommands::FileCommands(const PageContext &context, QWidget *window)
    : QObject(window), m_context(context), m_window(window)
{
    const Actions &actions = context.actions;
    connect(actions[Command::ChooseIonApi], &QAction::triggered, this, &FileCommands::chooseIonApi);
    connect(actions[Command::ImportRules], &QAction::triggered, this, &FileCommands::chooseRules);
    connect(actions[Command::ExportRules], &QAction::triggered, this, &FileCommands::chooseExport);
    connect(actions[Command::CheckAuditLog], &QAction::triggered, this, &FileCommands::checkAuditLog);
}

void FileCommands::chooseIonApi()
{
    QFileDialog *dialog = fileDialog(m_window, tr("Choose the .ionapi file"), tr("CloudSuite credentials (*.ionapi)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::ionApiChosen);
    dialog->open();
}

void FileCommands::chooseRules()
{
    QFileDialog *dialog = fileDialog(m_window, tr("Import rules"), tr("Rules (*.csv)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::importRules);
    dialog->open();
}

void FileCommands::importRules(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(name, {}, tr("The file can't be opened: %1.").arg(file.errorString()));
    if (file.size() > mostBytes)
        return refuse(name, {}, tr("The file is too large for a list of rules."));
    const QByteArray csv = file.readAll();
    QList<RowError> errors;
    const auto routes = parseRoutesCsv(csv, &errors);
    if (!routes)
        return refuse(name, errors, routes.error().message);
    const QString count = format::count(routes->size());
    ask(m_window,
        {routes->size() == 1 ? tr("Use the rule in %1?").arg(name) : tr("Use the %1 rules in %2?").arg(count, name),
         tr("They replace the rules of now. Recorded entries that have no channel yet and match are posted at once."),
         tr("Use %1").arg(count)},
        [this, csv] { tellEngine(m_context.console, [csv](Console &console) { console.importRoutes(csv); }); });
}

void FileCommands::refuse(const QString &fileName, const QList<RowError> &errors, const QString &sentence)
{
    QStringList lines;
    for (const RowError &error : errors.mid(0, shownErrors))
        lines += error.toString();
    if (errors.size() > shownErrors)
        lines += tr("And %1 more.").arg(format::count(errors.size() - shownErrors));
    if (lines.isEmpty())
        lines += sentence;
    lines += QString();
    lines += tr("Nothing was imported; the rules of now stay in force.");
    tell(m_window, true,
         errors.size() == 1  ? tr("A line of %1 can't be used").arg(fileName)
         : errors.size() > 1 ? tr("%1 lines of %2 can't be used").arg(format::count(errors.size()), fileName)
                             : tr("%1 can't be used").arg(fileName),
         lines.join(u'\n'));
}

void FileCommands::chooseExport()
{
    QFileDialog *dialog = fileDialog(m_window, tr("Export rules"), tr("Rules (*.csv)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("ledgercast-rules.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::exportRules);
    dialog->open();
}

void FileCommands::exportRules(const QString &path)
{
    m_context.readers.ask(
        this, [](const Reader &reader) { return reader.routes(); },
        [this, path](const Result<QList<Route>> &routes) {
            const QString title = tr("The rules can't be exported");
            if (!routes)
                return tell(m_window, true, title, routes.error().message);
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(toCsv(*routes)) < 0 || !file.commit())
                return tell(m_window, true, title,
                            tr("The file can't be written: %1. Choose another folder.").arg(file.errorString()));
            Q_EMIT notice(
                routes->size() == 1
                    ? tr("Exported 1 rule to %1.").arg(QFileInfo(path).fileName())
                    : tr("Exported %1 rules to %2.").arg(format::count(routes->size()), QFileInfo(path).fileName()));
        });
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
