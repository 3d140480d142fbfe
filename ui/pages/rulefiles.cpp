// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rulefiles.h"

#include "core/routing/routescsv.h"
#include "ui/dialogs/filedialog.h"
#include "ui/dialogs/importrulesdialog.h"
#include "ui/format/format.h"
#include "ui/pages/rulespane.h"
#include "ui/window/question.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSaveFile>

namespace ledgercast {

namespace {

/// Rules are a few hundred lines; what is larger is another file.
constexpr qint64 mostBytes = 5'000'000;

} // namespace

RuleFiles::RuleFiles(const PageContext &context, RulesPane &rules, QWidget &page)
    : QObject(&page), m_context(context), m_rules(rules), m_page(page)
{
}

void RuleFiles::choose()
{
    QFileDialog *dialog = fileToOpen(m_page.window(), tr("Import rules"), tr("Rules (*.csv)"));
    connect(dialog, &QFileDialog::fileSelected, this, &RuleFiles::import);
    dialog->open();
}

void RuleFiles::import(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto refuse = [&](const QString &sentence) {
        tell(m_page.window(), true, tr("%1 can't be read").arg(name),
             sentence + u' ' + tr("Rules and draft are as before."));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(tr("The file can't be opened: %1.").arg(file.errorString()));
    if (file.size() > mostBytes)
        return refuse(tr("It is too large for a list of rules."));
    auto *dialog =
        new ImportRulesDialog(m_context.theme, ruleImportOf(name, file.readAll(), m_rules.draft()), m_page.window());
    connect(dialog, &ImportRulesDialog::otherFileWanted, this, &RuleFiles::choose);
    connect(dialog, &ImportRulesDialog::confirmed, this, [this, name](const QList<DraftRule> &rules) {
        m_rules.edit(rules, tr("import %1").arg(name));
        Q_EMIT notice(tr("%1 is the draft now. Undo takes it back.").arg(name));
    });
    dialog->open();
}

void RuleFiles::chooseExport(const QPoint &at)
{
    const QString name = QStringLiteral("ledgercast-rules.csv");
    if (!m_rules.draft().isChanged())
        return chooseFileFor(m_rules.draft().applied(), name);
    auto *menu = new QMenu(&m_page);
    menu->setObjectName(QStringLiteral("exportMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *draft = menu->addAction(tr("The draft…"));
    draft->setObjectName(QStringLiteral("exportDraft"));
    connect(draft, &QAction::triggered, this,
            [this] { chooseFileFor(m_rules.draft().forApplying(), QStringLiteral("ledgercast-rules-draft.csv")); });
    QAction *applied = menu->addAction(tr("The rules that are applied…"));
    applied->setObjectName(QStringLiteral("exportApplied"));
    connect(applied, &QAction::triggered, this, [this, name] { chooseFileFor(m_rules.draft().applied(), name); });
    menu->popup(at);
}

void RuleFiles::chooseFileFor(const QList<Route> &rules, const QString &name)
{
    QFileDialog *dialog = fileToSave(m_page.window(), tr("Export rules"), tr("Rules (*.csv)"), name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, rules](const QString &path) { exportTo(path, rules); });
    dialog->open();
}

void RuleFiles::exportTo(const QString &path, const QList<Route> &rules)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(toCsv(rules)) < 0 || !file.commit())
        return tell(m_page.window(), true, tr("The rules can't be exported"),
                    tr("The file can't be written: %1. Choose another folder.").arg(file.errorString()));
    const QString name = QFileInfo(path).fileName();
    Q_EMIT notice(rules.size() == 1 ? tr("Exported 1 rule to %1.").arg(name)
                                    : tr("Exported %1 rules to %2.").arg(format::count(rules.size()), name));
}

} // namespace ledgercast
