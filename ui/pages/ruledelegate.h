// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

#include <QHash>

namespace ledgercast {

class RuleModel;

/// Paints the cells of the rules table and edits them: what is written is checked while it is typed, and what can't
/// stand isn't taken. Object names of the editors: typesEditor, centresEditor, amountEditor, companyEditor,
/// channelEditor, mentionEditor, sendEditor.
class RuleDelegate : public CellDelegate
{
    Q_OBJECT

public:
    RuleDelegate(const Theme &theme, const RuleModel &model, QObject *parent = nullptr);

    void setRecordTypes(const QStringList &types) { m_types = types; }
    void setCostCentres(const QStringList &codes) { m_costCentres = codes; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

Q_SIGNALS:
    /// What to know about what is being written; empty when there is nothing.
    void hintChanged(const QString &sentence, bool isProblem) const;

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override;

private:
    [[nodiscard]] QWidget *makeTypesEditor(QWidget *parent) const;
    [[nodiscard]] QWidget *makeSendEditor(QWidget *parent) const;
    [[nodiscard]] QWidget *makeLineEditor(QWidget *parent, const QModelIndex &index) const;
    void addChannels(QWidget *editor) const;
    [[nodiscard]] QString hintFor(int column, const QString &text) const;
    void paintNumber(QPainter *painter, const QRect &rect, const QModelIndex &index) const;
    [[nodiscard]] Token inkOf(const QModelIndex &index) const;

    const Theme &m_theme;
    const RuleModel &m_model;
    QStringList m_types;
    QStringList m_costCentres;
};

} // namespace ledgercast
