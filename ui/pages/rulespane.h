// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/channelguard.h"
#include "core/routing/ruledraft.h"
#include "ui/pages/page.h"

class QToolButton;
class QUndoStack;

namespace ledgercast {

class RuleDelegate;
class RuleModel;
class RowTableView;
class SymbolLabel;
class TextLabel;

/// The rules table with its buttons: every edit is a step that can be undone. Object names: rulesPane, rulesTable,
/// ruleUp, ruleDown, ruleDuplicate, ruleDelete, ruleAdd, ruleHint, ruleMenu.
class RulesPane : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPane(const PageContext &context, QWidget *parent = nullptr);

    ~RulesPane() override;

    [[nodiscard]] const RuleDraft &draft() const;
    /// Not an edit: the steps before are forgotten.
    void setDraft(const RuleDraft &draft);
    /// An edit by others: an import, a suggestion.
    void edit(const QList<DraftRule> &rules, const QString &what);
    /// Above the selected one, else last.
    void addRule(const Route &route);
    void addLastRules(const QList<Route> &routes);
    void setChannels(const QList<Channel> &channels);
    void setGuard(const ChannelGuard &guard);
    /// What to know of a rule's channel before it is applied; empty: nothing.
    [[nodiscard]] QString channelWarning(const QString &channel) const;
    void setCostCentres(const QStringList &codes);
    void selectRule(int row);
    [[nodiscard]] int selectedRule() const; ///< -1: none, or the last row
    /// The first rule that can't be applied, and why; empty: all can.
    [[nodiscard]] QString whyNotApplicable() const;
    [[nodiscard]] QUndoStack *undoStack() const { return m_undo; }
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void draftChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QToolButton *makeButton(const QString &name, Symbol symbol, const QString &text,
                                          const QKeySequence &keys, void (RulesPane::*slot)());
    [[nodiscard]] QWidget *makeHint();
    void addTable();
    void take(const RuleDraft &draft);
    void insertRules(int at, const QList<Route> &routes);
    void add();
    void duplicate();
    void remove();
    void moveUp() { move(selectedRule(), selectedRule() - 1); }
    void moveDown() { move(selectedRule(), selectedRule() + 1); }
    void move(int from, int to);
    void rename();
    void openMenu(const QPoint &at);
    void showHint(const QString &sentence, bool isProblem);
    void updateButtons();

    const PageContext m_context;
    RuleModel *m_model;
    RowTableView *m_table;
    RuleDelegate *m_delegate;
    QUndoStack *m_undo;
    QList<QToolButton *> m_onRule; ///< need a selected rule
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    SymbolLabel *m_hintSymbol;
    TextLabel *m_hint;
    QWidget *m_hintBar = nullptr;
};

} // namespace ledgercast
