// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/importrulesdialog.h"

#include "ui/dialogs/filedialog.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/question.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardItemModel>

namespace ledgercast {

namespace {

constexpr QSize firstSize{760, 460};
constexpr int widest = 220; ///< of the columns before the last

/// The first column tells in its colour, too, what becomes of a rule.
class ImportDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    static constexpr int kindRole = Qt::UserRole + 100;

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        painter->setFont(theme().font(index.column() == 0 ? TextStyle::BodyMedium : TextStyle::Body));
        painter->setPen(theme().color(index.column() == 0 ? tokenOf(index) : Token::Text));
        painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    }

private:
    [[nodiscard]] static Token tokenOf(const QModelIndex &index)
    {
        switch (static_cast<RuleImport::Kind>(index.data(kindRole).toInt())) {
        case RuleImport::Kind::Added:
            return Token::Success;
        case RuleImport::Kind::Changed:
            return Token::Accent;
        case RuleImport::Kind::Removed:
            return Token::Warning;
        case RuleImport::Kind::Refused:
            break;
        }
        return Token::Danger;
    }
};

QPushButton *addButton(QBoxLayout *row, const char *name, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    row->addWidget(button);
    return button;
}

} // namespace

ImportRulesDialog::ImportRulesDialog(const Theme &theme, RuleImport import, QWidget *parent)
    : QDialog(parent), m_import(std::move(import))
{
    setObjectName(QStringLiteral("importDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import rules"));
    resize(firstSize);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    auto *title = new TextLabel(theme, TextStyle::BodyStrong, Token::Text, m_import.title);
    title->setObjectName(QStringLiteral("importTitle"));
    auto *summary = new TextLabel(theme, TextStyle::Body, Token::TextSecondary, m_import.summary);
    summary->setObjectName(QStringLiteral("importSummary"));
    for (QLabel *label : {static_cast<QLabel *>(title), static_cast<QLabel *>(summary)}) {
        label->setTextFormat(Qt::PlainText); // the name of the file isn't ours
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(makeTable(theme), 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (m_import.isRefused())
        addProblemButtons(theme, row);
    row->addStretch(1);
    QPushButton *cancel = addButton(row, "importCancel", m_import.isRefused() ? tr("Close") : tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QPushButton *go = m_import.isRefused() ? addButton(row, "importOther", tr("Choose another file…"))
                                           : addButton(row, "importConfirm", tr("Use as draft"));
    setButtonKind(go, ButtonKind::Primary);
    go->setDefault(true);
    connect(go, &QPushButton::clicked, this, [this] {
        accept();
        m_import.isRefused() ? Q_EMIT otherFileWanted() : Q_EMIT confirmed(m_import.rules);
    });
    column->addLayout(row);
    go->setFocus();
}

QWidget *ImportRulesDialog::makeTable(const Theme &theme)
{
    const auto columns = static_cast<int>(m_import.titles.size());
    auto *table = new RowTableView(theme);
    auto *model = new QStandardItemModel(0, columns, table);
    model->setHorizontalHeaderLabels(m_import.titles);
    for (const RuleImport::Line &line : m_import.lines) {
        QList<QStandardItem *> items;
        for (const QString &cell : line.cells) {
            auto *item = new QStandardItem(cell);
            item->setData(line.cells.join(u", "_qs), Qt::AccessibleTextRole);
            item->setData(static_cast<int>(line.kind), ImportDelegate::kindRole);
            item->setEditable(false);
            items += item;
        }
        model->appendRow(items);
    }
    table->setObjectName(QStringLiteral("importTable"));
    table->setAccessibleName(m_import.title);
    table->setModel(model);
    table->setItemDelegate(new ImportDelegate(theme, table));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEmptyText(tr("No rule is added, changed or removed."));
    for (int column = 0; column + 1 < columns; ++column) {
        table->resizeColumnToContents(column);
        table->setColumnWidth(column, std::min(table->columnWidth(column), widest));
    }
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

void ImportRulesDialog::addProblemButtons(const Theme &theme, QBoxLayout *row)
{
    QPushButton *copy = addButton(row, "importCopy", tr("Copy the list"));
    copy->setIcon(theme.icon(Symbol::Copy, Token::Text));
    connect(copy, &QPushButton::clicked, this, &ImportRulesDialog::copyProblems);
    QPushButton *save = addButton(row, "importSave", tr("Save the list of problems…"));
    save->setIcon(theme.icon(Symbol::Export, Token::Text));
    connect(save, &QPushButton::clicked, this, &ImportRulesDialog::chooseWhereToSave);
}

void ImportRulesDialog::copyProblems()
{
    QStringList lines;
    for (const RowError &error : m_import.refused)
        lines += error.toString();
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ImportRulesDialog::chooseWhereToSave()
{
    QFileDialog *dialog =
        fileToSave(this, tr("Save the list of problems"), tr("Lists (*.csv)"), QStringLiteral("rules-problems.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportRulesDialog::saveProblems);
    dialog->open();
}

void ImportRulesDialog::saveProblems(const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(problemsToCsv(m_import.refused)) < 0 || !file.commit())
        tell(this, true, tr("The list can't be saved"),
             tr("The file can't be written: %1. Choose another folder.").arg(file.errorString()));
}

} // namespace ledgercast
