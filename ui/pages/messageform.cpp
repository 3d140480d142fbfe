// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/messageform.h"

#include "core/domain/mention.h"
#include "core/message/blocks.h"
#include "ui/pages/mentionchoices.h"
#include "ui/pages/messagefields.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"
#include "ui/widgets/toggleswitch.h"
#include "ui/widgets/tokenedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace ledgercast {

namespace {

constexpr int labelWidth = 92;
constexpr int amountWidth = 100;

std::optional<Decimal> amountOf(const QLineEdit &edit)
{
    QString text = edit.text().trimmed();
    return Decimal::parse(text.remove(u',').remove(u' '));
}

bool isAmount(const QLineEdit &edit)
{
    const auto amount = amountOf(edit);
    return edit.text().trimmed().isEmpty() || (amount && !amount->isNegative());
}

void showText(QLineEdit &edit, const QString &text)
{
    if (edit.text() != text)
        edit.setText(text);
}

void showAmount(QLineEdit &edit, const std::optional<Decimal> &amount)
{
    if (isAmount(edit) && amountOf(edit) == amount)
        return;
    edit.setText(amount ? amount->toString() : QString());
}

} // namespace

MessageForm::MessageForm(const Theme &theme, QWidget *parent)
    : QScrollArea(parent), m_theme(theme), m_problem(new TextLabel(theme, TextStyle::Small, Token::Danger))
{
    setObjectName(QStringLiteral("messageForm"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(18, 14, 18, 18);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(9);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
    m_problem->setObjectName(QStringLiteral("formProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    makeSend();
    makeHead();
    makeFoot();
    makeThread();
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    setWidget(content);
    connect(this, &MessageForm::edited, this, &MessageForm::showProblem);
}

QWidget *MessageForm::addRow(const QString &label, QWidget *editor, TextLabel *note)
{
    const int row = m_grid->rowCount();
    auto *title = new TextLabel(m_theme, TextStyle::BodyMedium, Token::TextSecondary, label);
    title->setMinimumHeight(metrics::controlHeight);
    m_grid->addWidget(title, row, 0, Qt::AlignTop);
    m_grid->addWidget(editor, row, 1);
    if (note)
        m_grid->addWidget(note, row + 1, 1);
    return editor;
}

TokenEdit *MessageForm::tokenEdit(const char *name, const QString &accessibleName, Part part)
{
    auto *edit = new TokenEdit(m_theme);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessibleName);
    connect(edit, &TokenEdit::templateEdited, this, &MessageForm::edited);
    connect(edit, &TokenEdit::focused, this, [this, part] { Q_EMIT partFocused(part); });
    return edit;
}

QLineEdit *MessageForm::amountEdit(const char *name, const QString &accessibleName)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessibleName);
    edit->setToolTip(tr("In the record's own currency"));
    edit->setPlaceholderText(tr("any amount"));
    edit->setFixedWidth(amountWidth);
    connect(edit, &QLineEdit::textEdited, this, &MessageForm::edited);
    return edit;
}

void MessageForm::makeSend()
{
    m_grid->addWidget(m_problem, 0, 0, 1, 2);
    m_send = new ToggleSwitch(m_theme, tr("On, from"));
    m_send->setObjectName(QStringLiteral("sendSwitch"));
    m_send->setAccessibleName(tr("Send these messages"));
    m_least = amountEdit("leastAmount", tr("Least amount"));
    auto *send = new QWidget;
    auto *row = new QHBoxLayout(send);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_send);
    row->addWidget(m_least);
    row->addStretch(1);
    addRow(tr("Send"), send);
    connect(m_send, &QCheckBox::toggled, this, &MessageForm::enableParts);
    connect(m_send, &QCheckBox::clicked, this, &MessageForm::edited);
}

void MessageForm::makeHead()
{
    m_headline = tokenEdit("headlineEdit", tr("Headline"), Part::Headline);
    m_headlineCount = new TextLabel(m_theme, TextStyle::Small, Token::Muted);
    m_headlineCount->setObjectName(QStringLiteral("headlineCount"));
    addRow(tr("Headline"), m_headline, m_headlineCount);
    m_mention = new QLineEdit;
    m_mention->setObjectName(QStringLiteral("mentionWho"));
    m_mention->setAccessibleName(tr("Mention"));
    m_mention->setPlaceholderText(tr("Nobody, unless the rule does"));
    m_mention->setToolTip(tr("@here, somebody of the record, or the id of a person (U012AB3CD) or group (S012AB3CD) in "
                             "Slack"));
    m_mention->addAction(m_theme.icon(Symbol::Mention), QLineEdit::LeadingPosition);
    offerMentions(m_mention, m_theme);
    m_mentionedFrom = amountEdit("mentionFrom", tr("Mention from this amount on"));
    auto *mention = new QWidget;
    auto *row = new QHBoxLayout(mention);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_mention, 1);
    row->addWidget(new TextLabel(m_theme, TextStyle::Body, Token::Muted, tr("from")));
    row->addWidget(m_mentionedFrom);
    addRow(tr("Mention"), mention);
    connect(m_mention, &QLineEdit::textEdited, this, &MessageForm::edited);
    m_text = tokenEdit("textEdit", tr("Text"), Part::Text);
    addRow(tr("Text"), m_text);
    m_fields = new MessageFields(m_theme);
    // They need the whole width: label and value, side by side, and what is done with them.
    m_grid->addWidget(new TextLabel(m_theme, TextStyle::BodyMedium, Token::TextSecondary, tr("Fields")),
                      m_grid->rowCount(), 0, 1, 2);
    m_grid->addWidget(m_fields, m_grid->rowCount(), 0, 1, 2);
    connect(m_fields, &MessageFields::edited, this, &MessageForm::edited);
    connect(m_fields, &MessageFields::focused, this, [this] { Q_EMIT partFocused(Part::Fields); });
    m_context = tokenEdit("contextEdit", tr("Context line"), Part::Context);
    addRow(tr("Context line"), m_context);
}

void MessageForm::makeFoot()
{
    m_link = new QCheckBox;
    m_link->setObjectName(QStringLiteral("linkSwitch"));
    m_link->setAccessibleName(tr("Link to the record in CloudSuite"));
    m_linkLabel = new QLineEdit;
    m_linkLabel->setObjectName(QStringLiteral("linkLabel"));
    m_linkLabel->setAccessibleName(tr("Text of the link"));
    m_linkLabel->setPlaceholderText(tr("Open in CloudSuite"));
    m_linkLabel->setMaxLength(60);
    m_linkHint = new TextLabel(m_theme, TextStyle::Small, Token::Muted);
    m_linkHint->setWordWrap(true);
    auto *address = new QPushButton(tr("Address…"));
    address->setObjectName(QStringLiteral("linkAddress"));
    address->setAccessibleName(tr("Set the address of records in CloudSuite"));
    auto *link = new QWidget;
    auto *row = new QHBoxLayout(link);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_link);
    row->addWidget(m_linkLabel, 1);
    row->addWidget(address);
    addRow(tr("Link"), link, m_linkHint);
    connect(m_link, &QCheckBox::clicked, this, &MessageForm::edited);
    connect(m_linkLabel, &QLineEdit::textEdited, this, &MessageForm::edited);
    connect(address, &QPushButton::clicked, this, &MessageForm::linkAddressWanted);
}

void MessageForm::makeThread()
{
    m_detail = new QCheckBox(tr("Post the lines as the first reply"));
    m_detail->setObjectName(QStringLiteral("detailSwitch"));
    addRow(tr("Thread detail"), m_detail);
    m_detailTitle = tokenEdit("detailTitle", tr("Title of the lines"), Part::None);
    addRow(tr("Title"), m_detailTitle);
    m_detailLine = tokenEdit("detailLine", tr("Each line"), Part::None);
    addRow(tr("Each line"), m_detailLine);
    m_updates = new QComboBox;
    m_updates->setObjectName(QStringLiteral("updatesChoice"));
    m_updates->setAccessibleName(tr("When the record changes"));
    // In the order of MessageDesign::Updates.
    m_updates->addItems({tr("Reply in the thread"), tr("Post a new message"), tr("Edit the message in place"),
                         tr("Edit it, and reply in the thread")});
    m_updates->setToolTip(tr("Slack notifies nobody of an edit. In a digest, each change is a row of its own."));
    addRow(tr("Updates"), m_updates);
    m_updateHeadline = tokenEdit("updateHeadline", tr("Headline of an update"), Part::None);
    addRow(tr("Headline"), m_updateHeadline);
    m_updateText = tokenEdit("updateText", tr("Text of an update"), Part::None);
    addRow(tr("Text"), m_updateText);
    m_notification = tokenEdit("notificationEdit", tr("Notification"), Part::None);
    auto *note = new TextLabel(m_theme, TextStyle::Small, Token::Muted,
                               tr("What notifications show and screen readers read: the whole fact in one sentence."));
    note->setWordWrap(true);
    addRow(tr("Notification"), m_notification, note);
    connect(m_detail, &QCheckBox::clicked, this, &MessageForm::edited);
    connect(m_detail, &QCheckBox::toggled, this, &MessageForm::enableParts);
    connect(m_updates, &QComboBox::activated, this, &MessageForm::edited);
    connect(m_updates, &QComboBox::currentIndexChanged, this, &MessageForm::enableParts);
}

void MessageForm::setDesign(const MessageDesign &design)
{
    m_design = design;
    m_send->setChecked(design.isOn);
    showAmount(*m_least, design.leastAmount);
    m_headline->setTemplate(design.headline);
    showText(*m_mention, design.mention.isEmpty() ? QString() : mentionLabel(design.mention));
    showAmount(*m_mentionedFrom, design.mentionedFrom);
    m_text->setTemplate(design.text);
    m_fields->setFields(design.fields);
    m_context->setTemplate(design.context);
    m_link->setChecked(design.hasLink);
    showText(*m_linkLabel, design.linkLabel);
    m_detail->setChecked(design.hasDetail && !design.detailTitle.isEmpty());
    m_detailTitle->setTemplate(design.detailTitle);
    m_detailLine->setTemplate(design.detailLine);
    m_updates->setCurrentIndex(static_cast<int>(design.updates));
    m_updateHeadline->setTemplate(design.updateHeadline);
    m_updateText->setTemplate(design.updateText);
    m_notification->setTemplate(design.fallback);
    enableParts();
    showProblem();
}

MessageDesign MessageForm::design() const
{
    MessageDesign design = m_design;
    design.isOn = m_send->isChecked();
    design.leastAmount = amountOf(*m_least);
    design.headline = m_headline->templateText();
    design.mention = mentionFromText(m_mention->text());
    design.mentionedFrom = amountOf(*m_mentionedFrom);
    design.text = m_text->templateText();
    design.fields = m_fields->fields();
    design.context = m_context->templateText();
    design.hasLink = m_link->isChecked();
    design.linkLabel = m_linkLabel->text().trimmed();
    design.hasDetail = m_detail->isChecked() || design.detailTitle.isEmpty();
    design.detailTitle = m_detailTitle->templateText();
    design.detailLine = m_detailLine->templateText();
    design.updates = MessageDesign::Updates(m_updates->currentIndex());
    design.updateHeadline = m_updateHeadline->templateText();
    design.updateText = m_updateText->templateText();
    design.fallback = m_notification->templateText();
    return design;
}

QString MessageForm::problem() const
{
    for (const QLineEdit *edit : {m_least, m_mentionedFrom}) {
        if (!isAmount(*edit))
            return tr("%1: \"%2\" isn't an amount.").arg(edit->accessibleName(), edit->text());
    }
    if (const QString who = mentionFromText(m_mention->text()); !who.isEmpty() && !isMention(who))
        return tr("Mention: choose from the list, or write the id of a person or group in Slack, such as U012AB3CD.");
    for (const TokenEdit *edit :
         {m_headline, m_text, m_context, m_detailTitle, m_detailLine, m_updateHeadline, m_updateText, m_notification}) {
        if (const QString problem = edit->problem(); !problem.isEmpty())
            return edit->accessibleName() + u": " + problem;
    }
    if (const QString problem = m_fields->problem(); !problem.isEmpty())
        return tr("Fields: %1").arg(problem);
    const auto design = parseMessageDesign(toJson(this->design()), tr("The message"));
    return design ? QString() : design.error().message;
}

void MessageForm::showProblem()
{
    const QString sentence = problem();
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void MessageForm::enableParts()
{
    m_send->setText(m_send->isChecked() ? tr("On, from") : tr("Off: recorded, not sent"));
    m_send->updateGeometry();
    m_least->setVisible(m_send->isChecked());
    m_detailTitle->setEnabled(m_detail->isChecked());
    m_detailLine->setEnabled(m_detail->isChecked());
    const auto updates = MessageDesign::Updates(m_updates->currentIndex());
    const bool isThread =
        updates == MessageDesign::Updates::InThread || updates == MessageDesign::Updates::InPlaceAndThread;
    m_updateHeadline->setEnabled(isThread);
    m_updateText->setEnabled(isThread);
}

void MessageForm::setNames(const QList<ValueName> &names, const QList<ValueName> &lineNames)
{
    for (TokenEdit *edit :
         {m_headline, m_text, m_context, m_detailTitle, m_updateHeadline, m_updateText, m_notification})
        edit->setNames(names);
    m_fields->setNames(names);
    m_detailLine->setNames(lineNames);
    showProblem();
}

void MessageForm::setHeadlineSize(qsizetype used)
{
    m_headlineCount->setText(
        tr("Type { to insert a value from the record.  %1 of %2").arg(used).arg(Blocks::headerLimit));
    m_headlineCount->setToken(used > Blocks::headerLimit ? Token::Danger : Token::Muted);
    m_headline->setAccessibleName(tr("Headline, %1 of %2 characters").arg(used).arg(Blocks::headerLimit));
}

void MessageForm::setLinkHint(const QString &sentence)
{
    m_linkHint->setText(sentence);
}

} // namespace ledgercast
