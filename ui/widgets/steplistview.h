// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/valuelistmodel.h"

#include <QListView>

namespace ledgercast {

class Theme;

struct StepItem
{
    enum class State { Waiting, Running, Passed, Warning, Failed, Skipped };

    QString id;
    State state = State::Waiting;
    int level = 0;   ///< 1 for the sources inside "Read each source"
    QString title;   ///< "Host reachable"
    QString detail;  ///< "mingle-ionapi.eu1.inforcloudsuite.com:443"
    QString program; ///< "APS200MI", in the second column of nested rows
    QString right;   ///< "48 ms" or "No permission"
    bool noPermission = false;

    bool operator==(const StepItem &) const = default;
    [[nodiscard]] QString accessibleText() const;
};

/// The connection test, step by step. Enter on a step that needs something asks for its remedy.
class StepListView : public QListView
{
    Q_OBJECT

public:
    explicit StepListView(const Theme &theme, QWidget *parent = nullptr);

    void setItems(const QList<StepItem> &items);
    [[nodiscard]] const StepItem &item(const QModelIndex &index) const { return m_model->item(index); }
    /// As tall as its rows; the page scrolls, not the list.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

Q_SIGNALS:
    void remedyRequested(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    ValueListModel<StepItem> *m_model;
};

} // namespace ledgercast
