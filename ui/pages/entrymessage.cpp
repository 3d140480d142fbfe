// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entrytabs.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/textlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

QPushButton *copyButton(const Theme &theme, const QString &name, const QString &text)
{
    auto *button = new QPushButton(theme.icon(Symbol::Copy), text);
    button->setObjectName(name);
    setCompact(button);
    return button;
}

QString choiceText(const DeliveryRow &delivery)
{
    const QString channel = u'#' + delivery.channel;
    if (delivery.role == DeliveryRole::Detail)
        return MessageTab::tr("%1, reply with the lines").arg(channel);
    if (delivery.role == DeliveryRole::Update)
        return MessageTab::tr("%1, update in the thread").arg(channel);
    if (delivery.role == DeliveryRole::Edit)
        return MessageTab::tr("%1, first message brought up to date").arg(channel);
    return channel;
}

} // namespace

MessageTab::MessageTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_choice(new QComboBox)
    , m_preview(new SlackPreview(theme))
    , m_none(new TextLabel(theme, TextStyle::Body, Token::Muted))
    , m_buttons(new QWidget)
{
    setObjectName(QStringLiteral("messageTab"));
    m_choice->setObjectName(QStringLiteral("messageChoice"));
    m_choice->setAccessibleName(tr("Post to show"));
    m_preview->setObjectName(QStringLiteral("messagePreview"));
    m_preview->setAccessibleName(tr("Message in Slack"));
    m_none->setWordWrap(true);
    auto *asText = copyButton(theme, QStringLiteral("copyMessageText"), tr("Copy text"));
    auto *asJson = copyButton(theme, QStringLiteral("copyMessageJson"), tr("Copy JSON"));
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(18, 0, 18, 14);
    buttons->addWidget(asText);
    buttons->addWidget(asJson);
    buttons->addStretch(1);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(18, 12, 18, 0);
    head->addWidget(m_choice);
    head->addWidget(m_none);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_preview, 1);
    column->addWidget(m_buttons);
    column->addStretch(0);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &MessageTab::showMessage);
    connect(asText, &QPushButton::clicked, this, [this] { copy(m_preview->plainText(), tr("Copied the message.")); });
    connect(asJson, &QPushButton::clicked, this, [this] {
        const QByteArray message = m_deliveries.value(m_choice->currentIndex()).message;
        copy(QString::fromUtf8(QJsonDocument::fromJson(message).toJson()), tr("Copied the message as JSON."));
    });
}

void MessageTab::setDetail(const EntryDetail &detail, const QDateTime &now)
{
    const QString before = m_deliveries.value(m_choice->currentIndex()).id;
    m_deliveries = detail.deliveries;
    m_now = now;
    {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        for (const DeliveryRow &delivery : std::as_const(m_deliveries))
            m_choice->addItem(choiceText(delivery), delivery.id);
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(before)));
    }
    const bool isThere = !m_deliveries.isEmpty();
    m_choice->setVisible(m_deliveries.size() > 1);
    m_preview->setVisible(isThere);
    m_buttons->setVisible(isThere);
    m_none->setVisible(!isThere);
    m_none->setText(detail.row.state == EntryState::Unrouted
                        ? tr("There is no message yet: no rule matched. It is composed when a rule does.")
                        : tr("There is no message: this entry is recorded, but not posted."));
    showMessage(m_choice->currentIndex());
}

void MessageTab::showMessage(int index)
{
    if (index < 0 || index >= m_deliveries.size())
        return;
    const DeliveryRow &delivery = m_deliveries.at(index);
    const QJsonObject message = QJsonDocument::fromJson(delivery.message).object();
    SlackMessageView view;
    view.channel = u'#' + delivery.channel;
    view.time = delivery.postedAt ? format::moment(toDateTime(*delivery.postedAt), m_now) : tr("not posted yet");
    view.text = message.value(u"text").toString();
    view.blocks = message.value(u"blocks").toArray();
    for (const DeliveryRow &reply : std::as_const(m_deliveries)) {
        const bool isReply = reply.role == DeliveryRole::Detail && delivery.role == DeliveryRole::Main;
        if (!isReply || reply.channel != delivery.channel)
            continue;
        const QJsonObject lines = QJsonDocument::fromJson(reply.message).object();
        view.thread.append({reply.postedAt ? format::moment(toDateTime(*reply.postedAt), m_now) : tr("not posted yet"),
                            lines.value(u"text").toString(), lines.value(u"blocks").toArray()});
    }
    slackdoc::Reader reader;
    reader.now = m_now;
    m_preview->setReader(reader);
    m_preview->setMessage(view);
}

void MessageTab::copy(const QString &text, const QString &sentence)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(sentence);
}

} // namespace ledgercast
