// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/route.h"
#include "ui/pages/page.h"

namespace ledgercast {

class RulesPane;

/// Rules from and to CSV files. A file becomes the draft when a person has seen what it changes; the applied rules and
/// the draft can both be written. Object name of the choice between these: exportMenu, exportDraft, exportApplied.
class RuleFiles : public QObject
{
    Q_OBJECT

public:
    /// rules holds the draft; questions are asked over page.
    RuleFiles(const PageContext &context, RulesPane &rules, QWidget &page);

    void choose();
    /// Shows what the file would change; on yes it becomes the draft, as a step that can be undone.
    void import(const QString &path);
    /// With a draft, asks at this place which rules are meant.
    void chooseExport(const QPoint &at);
    void exportTo(const QString &path, const QList<Route> &rules);

Q_SIGNALS:
    void notice(const QString &sentence);

private:
    void chooseFileFor(const QList<Route> &rules, const QString &name);

    const PageContext m_context;
    RulesPane &m_rules;
    QWidget &m_page;
};

} // namespace ledgercast
