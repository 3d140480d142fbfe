// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/trydialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ledgercast {

namespace {

constexpr QSize firstSize{860, 560};

enum Column { Record, Source, Raw, Field, Value, ColumnCount };

} // namespace

TryDialog::TryDialog(const Theme &theme, const QString &feed, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_feed(feed)
    , m_status(new TextLabel(theme, TextStyle::Small, Token::TextSecondary))
    , m_table(new QTableWidget(0, ColumnCount))
{
    setObjectName(QStringLiteral("tryDialog"));
    setWindowTitle(tr("Try %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(firstSize);
    m_status->setObjectName(QStringLiteral("tryStatus"));
    m_status->setWordWrap(true);
    m_status->setText(tr("Reading the first rows. Nothing of this is recorded or posted."));
    m_table->setObjectName(QStringLiteral("tryTable"));
    m_table->setAccessibleName(tr("Columns and what they become"));
    m_table->setHorizontalHeaderLabels(
        {tr("Record"), tr("CloudSuite column"), tr("As read"), tr("Field"), tr("Value")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_status);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
}

void TryDialog::addRow(const FeedTrial::Value &value, const QString &record)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const bool isUsed = !value.field.isEmpty();
    const QStringList texts{record, value.column, value.raw, isUsed ? value.field : tr("not used"),
                            value.error.isEmpty() ? value.value : value.error};
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setToolTip(texts.at(column));
        if (!isUsed)
            item->setFlags(Qt::ItemIsSelectable);
        m_table->setItem(row, column, item);
    }
}

void TryDialog::show(const FeedTrial &trial)
{
    if (trial.feed != m_feed)
        return;
    m_table->setRowCount(0);
    int mistakes = 0;
    for (const FeedTrial::Row &row : trial.rows) {
        for (const FeedTrial::Value &value : row.values) {
            addRow(value, row.document.key);
            mistakes += value.error.isEmpty() ? 0 : 1;
        }
    }
    m_table->resizeColumnsToContents();
    QStringList sentences{trial.rows.isEmpty() ? tr("%1 can be read, and there is nothing in it.").arg(trial.table)
                                               : tr("%n record(s) from %1. Nothing of this is recorded or posted.",
                                                    nullptr, static_cast<int>(trial.rows.size()))
                                                     .arg(trial.table)};
    if (mistakes > 0)
        sentences << tr("%n column(s) can't be read as the catalogue says. Correct the feed in a file of your own in "
                        "the profile's folder catalog.",
                        nullptr, mistakes);
    sentences += trial.warnings;
    m_status->setText(sentences.join(u' '));
}

void TryDialog::showFailure(const QString &sentence)
{
    m_status->setText(sentence);
}

} // namespace ledgercast
