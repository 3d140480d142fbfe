// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/feedtrial.h"

#include <QDialog>

class QTableWidget;

namespace ledgercast {

class TextLabel;
class Theme;

/// The first rows of a source, column by column: what CloudSuite answers and what it becomes. Object names: tryDialog,
/// tryStatus, tryTable.
class TryDialog : public QDialog
{
    Q_OBJECT

public:
    /// name: of the source, for people.
    TryDialog(const Theme &theme, const QString &feed, const QString &name, QWidget *parent = nullptr);

    /// A trial of another feed is left alone.
    void show(const FeedTrial &trial);
    void showFailure(const QString &sentence);

private:
    void addRow(const FeedTrial::Value &value, const QString &record);

    QString m_feed;
    TextLabel *m_status;
    QTableWidget *m_table;
};

} // namespace ledgercast
