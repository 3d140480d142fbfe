// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/blocks.h"

#include "core/message/mrkdwn.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

QJsonObject block(const QString &type, const QString &key, const QJsonValue &content)
{
    return {{QStringLiteral("type"), type}, {key, content}};
}

/// verbatim: Slack looks for no names, channels or addresses of its own in what we write.
QJsonObject mrkdwnText(const QString &text)
{
    QJsonObject object = block(QStringLiteral("mrkdwn"), QStringLiteral("text"), text);
    object.insert(QStringLiteral("verbatim"), true);
    return object;
}

QString fieldText(const LabelledValue &field)
{
    const QString label = mrkdwn::shortened(field.label, Blocks::fieldLimit / 4);
    const QString start = u'*' + label + u"*\n";
    return start + mrkdwn::shortened(field.value, Blocks::fieldLimit - start.size());
}

QString linkText(const QUrl &link, const QString &label)
{
    if (!link.isValid() || link.scheme() != u"https" || link.host().isEmpty() || !link.userInfo().isEmpty())
        return {};
    QByteArray address = link.toEncoded();
    address.replace('|', "%7C").replace('<', "%3C").replace('>', "%3E").replace('&', "&amp;");
    const QString text = u'<' + QString::fromLatin1(address) + u'|' +
                         mrkdwn::escaped(label.trimmed().isEmpty() ? Words::tr("Open in CloudSuite") : label) + u'>';
    return text.size() <= Blocks::linkLimit ? text : QString();
}

} // namespace

void Blocks::addHeader(const QString &plainText)
{
    if (plainText.isEmpty())
        return;
    QJsonObject text =
        block(QStringLiteral("plain_text"), QStringLiteral("text"), mrkdwn::shortenedPlain(plainText, headerLimit));
    text.insert(QStringLiteral("emoji"), false);
    m_blocks.append(block(QStringLiteral("header"), QStringLiteral("text"), text));
}

void Blocks::addSection(const QString &mrkdwn)
{
    m_blocks.append(block(QStringLiteral("section"), QStringLiteral("text"), mrkdwnText(mrkdwn)));
}

void Blocks::addText(const QString &mrkdwn)
{
    if (!mrkdwn.isEmpty())
        addSection(mrkdwn::shortened(mrkdwn, textLimit));
}

void Blocks::addFields(const QList<LabelledValue> &fields)
{
    QJsonArray columns;
    const auto finish = [this, &columns] {
        if (!columns.isEmpty())
            m_blocks.append(block(QStringLiteral("section"), QStringLiteral("fields"), columns));
        columns = {};
    };
    for (const LabelledValue &field : fields.mid(0, fieldCount)) {
        if (field.isFullWidth) {
            finish();
            addSection(fieldText(field));
        } else {
            columns.append(mrkdwnText(fieldText(field)));
        }
    }
    finish();
}

void Blocks::addLines(const QStringList &lines)
{
    QString section;
    for (const QString &line : lines) {
        const QString text = mrkdwn::shortened(line, lineLimit);
        if (!section.isEmpty() && section.size() + 1 + text.size() > sectionLimit) {
            addSection(section);
            section.clear();
        }
        section += section.isEmpty() ? text : u'\n' + text;
    }
    if (!section.isEmpty())
        addSection(section);
}

void Blocks::addContext(const QString &mrkdwn, const QUrl &link, const QString &label)
{
    QJsonArray elements;
    if (!mrkdwn.isEmpty())
        elements.append(mrkdwnText(mrkdwn::shortened(mrkdwn, contextLimit)));
    if (const QString text = linkText(link, label); !text.isEmpty())
        elements.append(mrkdwnText(text));
    if (!elements.isEmpty())
        m_blocks.append(block(QStringLiteral("context"), QStringLiteral("elements"), elements));
}

qsizetype Blocks::textSize(const QJsonArray &blocks)
{
    qsizetype size = 0;
    const auto add = [&size](const QJsonValue &text) { size += text[u"text"].toString().size(); };
    for (const QJsonValue &block : blocks) {
        add(block[u"text"]);
        for (const QString &list : {QStringLiteral("fields"), QStringLiteral("elements")}) {
            const QJsonArray texts = block[list].toArray();
            std::for_each(texts.begin(), texts.end(), add);
        }
    }
    return size;
}

Message Blocks::toMessage(const QString &fallback) const
{
    // Slack shows the blocks only, so that there must be one.
    Blocks blocks = *this;
    if (m_blocks.isEmpty())
        blocks.addText(fallback);
    const QJsonObject message{{QStringLiteral("text"), mrkdwn::shortened(fallback, fallbackLimit)},
                              {QStringLiteral("blocks"), blocks.m_blocks}};
    return {QJsonDocument(message).toJson(QJsonDocument::Compact)};
}

} // namespace ledgercast
