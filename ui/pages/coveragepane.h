// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/coveragemodel.h"
#include "ui/pages/page.h"

class QLineEdit;

namespace ledgercast {

class RowTableView;
class TextLabel;

/// Every cost centre with where its entries go under the draft. Object names: coveragePane, coverageState,
/// coverageSearch, coverageTable, coverageUse, coverageMenu.
class CoveragePane : public QWidget
{
    Q_OBJECT

public:
    explicit CoveragePane(const PageContext &context, QWidget *parent = nullptr);

    void setRows(const QList<CoverageRow> &rows);
    /// The cost centres for which a channel is suggested, whatever is searched for.
    [[nodiscard]] QList<CoverageRow> suggestions() const;
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void ruleChosen(int rule); ///< counted from 1
    /// A rule for this cost centre is wanted.
    void ruleWanted(const QString &costCentre, const QString &channel);
    void suggestionsWanted();
    void entriesWanted(const QString &costCentre);

private:
    [[nodiscard]] QWidget *makeBar();
    void addTable();
    void showRows();
    void addUse(int row);
    void use(int row);
    void openMenu(const QPoint &at);

    const PageContext m_context;
    CoverageModel *m_model;
    RowTableView *m_table;
    TextLabel *m_state;
    QLineEdit *m_search;
    QList<CoverageRow> m_rows;
};

} // namespace ledgercast
