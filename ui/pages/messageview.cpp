// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/messageview.h"

#include "core/domain/recordtype.h"
#include "core/message/blocks.h"
#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/meterwidget.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/textlabel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

constexpr int slackBlocks = 50;
constexpr int slackBudget = 9000; ///< what Slack takes in all without refusing, see Blocks

QToolButton *stepButton(const Theme &theme, const char *name, Symbol symbol, const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setIcon(theme.icon(symbol));
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

QPushButton *themeButton(const Theme &theme, const char *name, Symbol symbol, const QString &text)
{
    auto *button = new QPushButton(theme.icon(symbol), text);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(MessageView::tr("Slack theme, %1").arg(text.toLower()));
    button->setCheckable(true);
    setButtonKind(button, ButtonKind::Filter);
    setCompact(button);
    return button;
}

} // namespace

MessageView::MessageView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_record(new QComboBox)
    , m_light(themeButton(theme, "slackLight", Symbol::Sun, tr("Light")))
    , m_dark(themeButton(theme, "slackDark", Symbol::Moon, tr("Dark")))
    , m_preview(new SlackPreview(theme))
    , m_note(new TextLabel(theme, TextStyle::Small, Token::Muted))
    , m_limitsState(new TextLabel(theme, TextStyle::SmallMedium, Token::Success))
    , m_blocks(new MeterWidget(theme, tr("Blocks"), slackBlocks))
    , m_text(new MeterWidget(theme, tr("Text"), Blocks::textLimit))
    , m_fieldCount(new MeterWidget(theme, tr("Fields"), Blocks::fieldCount))
    , m_headline(new MeterWidget(theme, tr("Headline"), Blocks::headerLimit))
    , m_total(new MeterWidget(theme, tr("In all"), slackBudget))
    , m_shorten(new QCheckBox(tr("Shorten automatically what is too long")))
{
    m_preview->setObjectName(QStringLiteral("messagePagePreview"));
    m_note->setObjectName(QStringLiteral("previewNote"));
    m_note->setWordWrap(true);
    m_shorten->setObjectName(QStringLiteral("shortenBox"));
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_preview);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 14);
    column->setSpacing(12);
    column->addWidget(makeHeader());
    column->addWidget(frame, 1);
    column->addWidget(makeLimits());
    column->addWidget(m_note);
    connect(m_shorten, &QCheckBox::toggled, this, &MessageView::shorteningChanged);
}

QWidget *MessageView::makeHeader()
{
    m_record->setObjectName(QStringLiteral("previewRecord"));
    m_record->setMinimumContentsLength(12);
    m_record->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *previous = stepButton(m_theme, "previousRecord", Symbol::ArrowUp, tr("Newer record (Alt+Left)"));
    auto *next = stepButton(m_theme, "nextRecord", Symbol::ArrowDown, tr("Older record (Alt+Right)"));
    auto *themes = new QButtonGroup(this);
    themes->addButton(m_light);
    themes->addButton(m_dark);
    (m_theme.isDark() ? m_dark : m_light)->setChecked(true);
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(new TextLabel(m_theme, TextStyle::BodyStrong, Token::Text, tr("Preview")));
    row->addSpacing(4);
    row->addWidget(m_record, 1);
    row->addWidget(previous);
    row->addWidget(next);
    row->addSpacing(4);
    row->addWidget(m_light);
    row->addWidget(m_dark);
    connect(m_record, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT recordChosen(currentRecord()); });
    connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_dark, &QAbstractButton::toggled, m_preview, &SlackPreview::setSlackDark);
    return header;
}

Card *MessageView::makeLimits()
{
    auto *card = new Card(m_theme, tr("Slack limits"));
    m_limitsState->setObjectName(QStringLiteral("limitsState"));
    card->addToHeader(m_limitsState);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(14, 4, 14, 10);
    column->setSpacing(0);
    const std::pair<MeterWidget *, const char *> meters[] = {{m_blocks, "limitBlocks"},
                                                             {m_text, "limitText"},
                                                             {m_fieldCount, "limitFields"},
                                                             {m_headline, "limitHeadline"},
                                                             {m_total, "limitTotal"}};
    for (const auto &[meter, name] : meters) {
        meter->setObjectName(QLatin1String(name));
        column->addWidget(meter);
    }
    column->addWidget(m_shorten);
    card->body()->addLayout(column);
    return card;
}

void MessageView::setRecords(const QList<EntryRow> &records)
{
    const qint64 before = currentRecord();
    {
        const QSignalBlocker blocker(m_record);
        m_record->clear();
        for (const EntryRow &record : records)
            m_record->addItem(recordtype::documentLabel(record.type, record.number), record.id);
        if (records.isEmpty())
            m_record->addItem(tr("Sample values"), 0);
        m_record->setCurrentIndex(std::max(0, m_record->findData(before)));
    }
    m_record->setAccessibleName(tr("Preview with %1").arg(m_record->currentText()));
    Q_EMIT recordChosen(currentRecord());
}

qint64 MessageView::currentRecord() const
{
    return m_record->currentData().toLongLong();
}

void MessageView::step(int step)
{
    m_record->setCurrentIndex(std::clamp(m_record->currentIndex() + step, 0, m_record->count() - 1));
}

void MessageView::toggleSlackTheme()
{
    (m_dark->isChecked() ? m_light : m_dark)->setChecked(true);
}

void MessageView::setNames(const QHash<QString, QString> &names, const QDateTime &now)
{
    m_preview->setReader({now, names});
}

void MessageView::setPreview(const MessagePreview &preview, bool isMadeUp, const QDateTime &now)
{
    if (!preview.mistake.isEmpty()) // the old one stays until the design can be read again
        return;
    m_shown = preview;
    const QString time = format::time(now);
    const auto part = [](const QByteArray &json) { return QJsonDocument::fromJson(json).object(); };
    SlackMessageView view;
    view.channel = preview.channel.isEmpty() ? QString() : QString(u"# " + preview.channel);
    view.time = time;
    view.text = part(preview.messages.value(0)).value(u"text").toString();
    view.blocks = part(preview.messages.value(0)).value(u"blocks").toArray();
    view.repliesNote = tr("Today at %1").arg(time);
    QList<QByteArray> replies = preview.messages.mid(1);
    if (!preview.update.isEmpty())
        replies.append(preview.update);
    for (const QByteArray &reply : replies)
        view.thread.append({time, part(reply).value(u"text").toString(), part(reply).value(u"blocks").toArray()});
    m_preview->setMessage(view);
    const QString source = isMadeUp ? tr("Shown with sample values: no record of this kind was read yet.")
                                    : tr("Shown with values from a recorded entry.");
    m_note->setText((preview.whyNot.isEmpty() ? QString() : preview.whyNot + u' ') + source + u' ' +
                    tr("Only “Send test” posts anything to Slack."));
    showLimits(preview.size);
}

void MessageView::showLimits(const MessageSize &size)
{
    m_blocks->setUsed(size.blocks);
    m_text->setUsed(size.text);
    m_fieldCount->setUsed(size.fields);
    m_headline->setUsed(size.headline);
    m_total->setUsed(size.total);
    const bool isOver = isOverLimit();
    m_limitsState->setText(isOver ? tr("Too long") : tr("Fits"));
    m_limitsState->setToken(isOver ? Token::Danger : Token::Success);
    m_shorten->setVisible(isOver);
}

bool MessageView::isOverLimit() const
{
    return m_text->isOver() || m_headline->isOver() || m_fieldCount->isOver() || m_blocks->isOver();
}

bool MessageView::mayShorten() const
{
    return m_shorten->isChecked();
}

void MessageView::forgetShortening()
{
    m_shorten->setChecked(false);
}

void MessageView::showPart(MessageForm::Part part)
{
    int wanted = -1;
    const QJsonArray blocks = QJsonDocument::fromJson(m_shown.messages.value(0)).object().value(u"blocks").toArray();
    for (int i = 0; i < blocks.size(); ++i) {
        const QString type = blocks.at(i)[u"type"].toString();
        const bool isFields = blocks.at(i)[u"fields"].isArray();
        const bool isThis = (part == MessageForm::Part::Headline && type == u"header") ||
                            (part == MessageForm::Part::Fields && isFields) ||
                            (part == MessageForm::Part::Text && type == u"section" && !isFields) ||
                            (part == MessageForm::Part::Context && type == u"context");
        if (isThis && wanted < 0)
            wanted = i;
    }
    m_preview->setHighlighted(wanted);
}

} // namespace ledgercast
