// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/suggestionsdialog.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>

namespace ledgercast {

namespace {

constexpr int leastWidth = 480;
constexpr int tallest = 420; ///< of the list; longer ones scroll
constexpr int tickIndent = 25;

} // namespace

SuggestionsDialog::SuggestionsDialog(const Theme &theme, const QList<CoverageRow> &suggestions, QWidget *parent)
    : QDialog(parent), m_suggestions(suggestions), m_confirm(new QPushButton)
{
    setObjectName(QStringLiteral("suggestionsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Suggested channels"));
    setMinimumWidth(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(
        new TextLabel(theme, TextStyle::BodyStrong, Token::Text,
                      suggestions.size() == 1
                          ? tr("Use the suggestion for 1 cost centre?")
                          : tr("Use the suggestions for %1 cost centres?").arg(format::count(suggestions.size()))));
    auto *note = new TextLabel(theme, TextStyle::Small, Token::TextSecondary,
                               tr("Each becomes a rule at the end of the draft, so nothing that has a channel is taken "
                                  "from it. Nothing is posted until you apply the draft."));
    note->setWordWrap(true);
    column->addWidget(note);
    column->addWidget(makeList(theme), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("suggestionsCancel"));
    m_confirm->setObjectName(QStringLiteral("suggestionsConfirm"));
    m_confirm->setDefault(true);
    setButtonKind(m_confirm, ButtonKind::Primary);
    buttons->addButton(m_confirm, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT confirmed(chosen());
    });
    updateConfirm();
}

QWidget *SuggestionsDialog::makeList(const Theme &theme)
{
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const CoverageRow &row : m_suggestions) {
        auto *tick = new QCheckBox(
            tr("%1, to #%2").arg(QString(row.code + u' ' + row.name).trimmed().replace(u'&', u"&&"_qs), row.suggested));
        tick->setObjectName(QStringLiteral("suggestion"));
        tick->setAccessibleDescription(row.reason);
        tick->setChecked(true);
        connect(tick, &QCheckBox::toggled, this, &SuggestionsDialog::updateConfirm);
        m_ticks += tick;
        auto *reason = new TextLabel(theme, TextStyle::Small, Token::Muted, row.reason);
        reason->setTextFormat(Qt::PlainText);
        reason->setIndent(tickIndent);
        column->addWidget(tick);
        column->addWidget(reason);
        column->addSpacing(6);
    }
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    scroll->setMinimumHeight(std::min(tallest, list->sizeHint().height() + 4));
    return scroll;
}

QList<CoverageRow> SuggestionsDialog::chosen() const
{
    QList<CoverageRow> rows;
    for (qsizetype i = 0; i < m_ticks.size(); ++i) {
        if (m_ticks.at(i)->isChecked())
            rows += m_suggestions.at(i);
    }
    return rows;
}

void SuggestionsDialog::updateConfirm()
{
    const auto count = chosen().size();
    m_confirm->setText(count == 1 ? tr("Use 1 suggestion") : tr("Use %1 suggestions").arg(format::count(count)));
    m_confirm->setEnabled(count > 0);
}

} // namespace ledgercast
