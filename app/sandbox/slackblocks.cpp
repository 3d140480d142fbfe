// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackblocks.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

constexpr qsizetype maxBlocks = 50;

QString at(const QString &pointer, QLatin1StringView name)
{
    return pointer + u'/' + name;
}

QString at(const QString &pointer, QLatin1StringView name, qsizetype index)
{
    return pointer + u'/' + name + u'/' + QString::number(index);
}

} // namespace

QStringList SlackBlocks::check(const QJsonArray &blocks)
{
    m_mistakes.clear();
    m_ids.clear();
    m_length = 0;
    m_tables = 0;
    if (blocks.size() > maxBlocks)
        report(u"no more than 50 items allowed"_s, u"/blocks"_s);
    for (qsizetype index = 0; index < blocks.size(); ++index) {
        const QString pointer = u"/blocks/"_s + QString::number(index);
        if (blocks.at(index).isObject())
            checkBlock(blocks.at(index).toObject(), pointer);
        else
            report(u"must be an object"_s, pointer);
    }
    return m_mistakes;
}

void SlackBlocks::report(const QString &mistake, const QString &pointer)
{
    m_mistakes.append(mistake + u" [json-pointer:"_s + pointer + u"]"_s);
}

void SlackBlocks::checkBlock(const QJsonObject &block, const QString &pointer)
{
    const QString id = block.value("block_id"_L1).toString();
    if (id.size() > 255)
        report(u"must be less than 256 characters"_s, at(pointer, "block_id"_L1));
    if (!id.isEmpty() && m_ids.contains(id))
        report(u"`block_id` already exists"_s, at(pointer, "block_id"_L1));
    m_ids.append(id);
    const QString type = block.value("type"_L1).toString();
    if (type == u"section")
        return checkSection(block, pointer);
    if (type == u"header")
        return checkText(block.value("text"_L1), at(pointer, "text"_L1), 150, true);
    if (type == u"context")
        return checkElements(block, pointer, 10, {u"image"_s, u"plain_text"_s, u"mrkdwn"_s});
    if (type == u"actions")
        return checkElements(block, pointer, 25, {});
    if (type == u"image")
        return checkElement(block, pointer);
    if (type == u"rich_text")
        return checkRichText(block.value("elements"_L1));
    if (type == u"markdown")
        return checkString(block.value("text"_L1), at(pointer, "text"_L1), 12000);
    if (type == u"table")
        return checkTable(block, pointer);
    if (type != u"divider")
        report(u"unsupported type: "_s + type, pointer);
}

void SlackBlocks::checkSection(const QJsonObject &block, const QString &pointer)
{
    const QJsonArray fields = block.value("fields"_L1).toArray();
    if (!block.contains("text"_L1) && fields.isEmpty())
        report(u"missing required field: text"_s, pointer);
    if (block.contains("text"_L1))
        checkText(block.value("text"_L1), at(pointer, "text"_L1), 3000, false);
    if (fields.size() > 10)
        report(u"no more than 10 items allowed"_s, at(pointer, "fields"_L1));
    for (qsizetype index = 0; index < fields.size(); ++index)
        checkText(fields.at(index), at(pointer, "fields"_L1, index), 2000, false);
    if (block.contains("accessory"_L1))
        checkElement(block.value("accessory"_L1).toObject(), at(pointer, "accessory"_L1));
}

void SlackBlocks::checkElements(const QJsonObject &block, const QString &pointer, qsizetype most,
                                const QStringList &types)
{
    const QJsonArray elements = block.value("elements"_L1).toArray();
    if (elements.isEmpty())
        report(u"no fewer than 1 items allowed"_s, at(pointer, "elements"_L1));
    if (elements.size() > most)
        report(u"no more than %1 items allowed"_s.arg(most), at(pointer, "elements"_L1));
    for (qsizetype index = 0; index < elements.size(); ++index) {
        const QJsonObject element = elements.at(index).toObject();
        const QString type = element.value("type"_L1).toString();
        const QString place = at(pointer, "elements"_L1, index);
        if (!types.isEmpty() && !types.contains(type))
            report(u"failed to match all allowed schemas"_s, place);
        else if (type == u"plain_text" || type == u"mrkdwn")
            checkText(element, place, 3000, false);
        else
            checkElement(element, place);
    }
}

void SlackBlocks::checkElement(const QJsonObject &element, const QString &pointer)
{
    const QString type = element.value("type"_L1).toString();
    if (type == u"button") {
        checkText(element.value("text"_L1), at(pointer, "text"_L1), 75, true);
        checkString(element.value("url"_L1), at(pointer, "url"_L1), 3000, false);
        checkString(element.value("value"_L1), at(pointer, "value"_L1), 2000, false);
        checkString(element.value("action_id"_L1), at(pointer, "action_id"_L1), 255, false);
        const QString style = element.value("style"_L1).toString();
        if (!style.isEmpty() && style != u"primary" && style != u"danger")
            report(u"failed to match all allowed schemas"_s, at(pointer, "style"_L1));
    } else if (type == u"image") {
        checkString(element.value("alt_text"_L1), at(pointer, "alt_text"_L1), 2000);
        checkString(element.value("image_url"_L1), at(pointer, "image_url"_L1), 3000);
    }
}

void SlackBlocks::checkTable(const QJsonObject &block, const QString &pointer)
{
    const QJsonArray rows = block.value("rows"_L1).toArray();
    if (++m_tables > 1)
        report(u"only_one_table_allowed"_s, pointer);
    if (rows.isEmpty() || rows.size() > 100)
        report(u"between 1 and 100 items allowed"_s, at(pointer, "rows"_L1));
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const QJsonArray cells = rows.at(row).toArray();
        if (cells.size() > 20)
            report(u"no more than 20 items allowed"_s, at(pointer, "rows"_L1, row));
        for (const QJsonValue &cell : cells)
            m_length += cell["text"_L1].toString().size();
    }
}

void SlackBlocks::checkText(const QJsonValue &text, const QString &pointer, qsizetype most, bool isPlainOnly)
{
    const QString type = text["type"_L1].toString();
    if (type != u"plain_text" && (isPlainOnly || type != u"mrkdwn"))
        return report(u"failed to match all allowed schemas"_s, pointer);
    checkString(text["text"_L1], at(pointer, "text"_L1), most);
}

void SlackBlocks::checkString(const QJsonValue &text, const QString &pointer, qsizetype most, bool isRequired)
{
    if (text.isUndefined() && !isRequired)
        return;
    const QString string = text.toString();
    // Slack counts code points; a surrogate pair is one of them.
    const auto pairs =
        std::count_if(string.begin(), string.end(), [](QChar letter) { return letter.isLowSurrogate(); });
    const qsizetype length = string.size() - pairs;
    m_length += length;
    if (!text.isString())
        report(u"must be a string"_s, pointer);
    else if (string.isEmpty() && isRequired)
        report(u"must be more than 0 characters"_s, pointer);
    else if (length > most)
        report(u"must be less than %1 characters"_s.arg(most + 1), pointer);
}

void SlackBlocks::checkRichText(const QJsonValue &element)
{
    for (const QJsonValue &part : element.toArray()) {
        m_length += part["text"_L1].toString().size();
        checkRichText(part["elements"_L1]);
    }
}

QJsonArray SlackBlocks::withIds(const QJsonArray &blocks, quint64 &counter)
{
    QJsonArray result;
    for (const QJsonValue &value : blocks) {
        QJsonObject block = value.toObject();
        if (block.value("block_id"_L1).toString().isEmpty())
            block.insert("block_id"_L1, QString::number(++counter, 36).rightJustified(5, u'b'));
        result.append(block);
    }
    return result;
}

} // namespace ledgercast::sandbox
