// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/linkdialog.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace ledgercast {

namespace {
constexpr int leastWidth = 560;
constexpr int typesHeight = 92;
} // namespace

LinkDialog::LinkDialog(const Theme &theme, const LinkPatterns &links, QWidget *parent)
    : QDialog(parent)
    , m_general(new QLineEdit(links.general()))
    , m_byType(new QPlainTextEdit(links.byType().replace(u" | "_qs, u"\n"_qs)))
    , m_problem(new TextLabel(theme, TextStyle::Small, Token::Danger))
{
    setObjectName(QStringLiteral("linkDialog"));
    setWindowTitle(tr("Address of records in CloudSuite"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    m_general->setObjectName(QStringLiteral("linkGeneral"));
    m_general->setAccessibleName(tr("Address of every record"));
    m_general->setPlaceholderText(
        QStringLiteral("https://mingle-portal.example.com/{tenant}?program={program}&key={key}"));
    m_byType->setObjectName(QStringLiteral("linkByType"));
    m_byType->setAccessibleName(tr("Record types with an address of their own"));
    m_byType->setPlaceholderText(QStringLiteral("supplier_invoice=https://…"));
    m_byType->setFixedHeight(typesHeight);
    m_byType->setTabChangesFocus(true);
    m_problem->setObjectName(QStringLiteral("linkProblem"));
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(34);
    auto *hint = new TextLabel(theme, TextStyle::Small, Token::Muted,
                               tr("Open a record in CloudSuite, copy its address and put these in place of its values: "
                                  "{%1}. Without an address there are no links.")
                                   .arg(LinkPattern::placeholders().join(u"}, {")));
    hint->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("linkSave"));
    m_save->setDefault(true);
    setButtonKind(m_save, ButtonKind::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(8);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, tr("Address of every record")));
    column->addWidget(m_general);
    column->addWidget(hint);
    column->addWidget(
        new TextLabel(theme, TextStyle::BodyStrong, Token::Text, tr("Record types with an address of their own")));
    column->addWidget(m_byType);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    connect(m_general, &QLineEdit::textChanged, this, &LinkDialog::check);
    connect(m_byType, &QPlainTextEdit::textChanged, this, &LinkDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &LinkDialog::give);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QString LinkDialog::byType() const
{
    return m_byType->toPlainText().replace(u'\n', u'|');
}

void LinkDialog::check()
{
    const auto links = LinkPatterns::parse(m_general->text(), byType());
    m_problem->setText(links ? QString() : links.error());
    m_save->setEnabled(links.has_value());
}

void LinkDialog::give()
{
    Q_EMIT linksGiven(m_general->text().trimmed(), byType());
    accept();
}

} // namespace ledgercast
