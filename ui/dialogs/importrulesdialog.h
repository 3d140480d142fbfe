// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/present/ruleimport.h"

#include <QDialog>

class QBoxLayout;

namespace ledgercast {

class Theme;

/// What a file of rules would change, before it becomes the draft; or, line by line, why it can't. Object names:
/// importDialog, importTitle, importSummary, importTable, importConfirm, importCancel, importCopy, importSave,
/// importOther.
class ImportRulesDialog : public QDialog
{
    Q_OBJECT

public:
    ImportRulesDialog(const Theme &theme, RuleImport import, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QList<ledgercast::DraftRule> &rules);
    void otherFileWanted();

private:
    [[nodiscard]] QWidget *makeTable(const Theme &theme);
    void addProblemButtons(const Theme &theme, QBoxLayout *row);
    void copyProblems();
    void chooseWhereToSave();
    void saveProblems(const QString &path);

    const RuleImport m_import;
};

} // namespace ledgercast
