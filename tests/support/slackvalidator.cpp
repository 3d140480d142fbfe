// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/slackvalidator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

namespace ledgercast::test {

namespace {

constexpr qsizetype mostText = 3000;
constexpr qsizetype mostField = 2000;
constexpr qsizetype mostHeader = 150;
constexpr qsizetype mostFallback = 4000;
constexpr qsizetype mostInAll = 9000;
constexpr qsizetype mostBlocks = 50;
constexpr qsizetype mostParts = 10;
constexpr qsizetype mostActions = 25;
constexpr qsizetype mostRows = 100;
constexpr qsizetype mostCells = 20;
constexpr qsizetype mostId = 255;
constexpr qsizetype mostLabel = 75;

/// Walks a message and notes what is wrong, by place.
class Walk
{
public:
    void message(const QByteArray &bytes)
    {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString decoded = decoder(bytes);
        if (decoder.hasError() || decoded.contains(QChar::ReplacementCharacter) != bytes.contains("\xef\xbf\xbd"))
            note({}, u"isn't UTF-8"_qs);
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        if (!document.isObject())
            return note({}, u"isn't a JSON object"_qs);
        const QJsonObject object = document.object();
        if (object.keys() != QStringList{u"blocks"_qs, u"text"_qs})
            note({}, u"has other parts than blocks and text"_qs);
        string(object[u"text"], u"/text"_qs, mostFallback);
        markup(object[u"text"].toString(), u"/text"_qs);
        const QJsonArray blocks = object[u"blocks"].toArray();
        count(blocks, u"/blocks"_qs, mostBlocks);
        for (qsizetype i = 0; i < blocks.size(); ++i)
            block(blocks.at(i).toObject(), u"/blocks/%1"_qs.arg(i));
        if (m_length > mostInAll)
            note(u"/blocks"_qs, u"%1 characters in all"_qs.arg(m_length));
        if (m_tables > 1)
            note(u"/blocks"_qs, u"more than one table"_qs);
    }

    QStringList mistakes;
    QStringList controls;

private:
    void note(const QString &place, const QString &what) { mistakes += place + u' ' + what; }

    void count(const QJsonArray &array, const QString &place, qsizetype most)
    {
        if (array.isEmpty() || array.size() > most)
            note(place, u"%1 of 1 to %2"_qs.arg(array.size()).arg(most));
    }

    void string(const QJsonValue &value, const QString &place, qsizetype most)
    {
        const QString text = value.toString();
        if (!value.isString() || text.isEmpty() || text.size() > most)
            note(place, u"%1 characters of 1 to %2"_qs.arg(text.size()).arg(most));
        else if (text.trimmed().isEmpty())
            note(place, u"says nothing"_qs);
        static const QRegularExpression unseen(u"[\\x00-\\x09\\x0b-\\x1f\\x{202a}-\\x{202e}]|\\p{Cs}"_qs,
                                               QRegularExpression::UseUnicodePropertiesOption);
        if (unseen.match(text).hasMatch() || !text.isValidUtf16())
            note(place, u"has characters that can't be seen"_qs);
    }

    /// & < > stand only in entities and in what Slack acts on.
    void markup(const QString &text, const QString &place)
    {
        static const QRegularExpression loose(u"&(?!amp;|lt;|gt;)"_qs);
        static const QRegularExpression bracketed(u"<[^<>]*>"_qs);
        static const QRegularExpression known(
            u"^<(https://[^|<>\\s]+(\\|[^|<>\\n]+)?|@[UW][A-Z0-9]+|#C[A-Z0-9]+|!subteam\\^S[A-Z0-9]+|!here)>$"_qs);
        if (loose.match(text).hasMatch())
            note(place, u"has an & that isn't escaped"_qs);
        for (auto found = bracketed.globalMatch(text); found.hasNext();) {
            const QString control = found.next().captured();
            controls += control;
            if (!known.match(control).hasMatch())
                note(place, u"has %1, which isn't known"_qs.arg(control));
        }
        QString rest = text;
        rest.remove(bracketed);
        if (rest.contains(u'<') || rest.contains(u'>'))
            note(place, u"has a < or > that isn't escaped"_qs);
    }

    void text(const QJsonValue &value, const QString &place, qsizetype most, bool isPlain = false)
    {
        const QJsonObject object = value.toObject();
        const QString type = object[u"type"].toString();
        if (type != u"plain_text" && (isPlain || type != u"mrkdwn"))
            note(place, u"can't be of type “%1”"_qs.arg(type));
        keys(object, place, {u"type"_qs, u"text"_qs, type == u"mrkdwn" ? u"verbatim"_qs : u"emoji"_qs});
        string(object[u"text"], place + u"/text", most);
        m_length += object[u"text"].toString().size();
        if (type == u"mrkdwn")
            markup(object[u"text"].toString(), place + u"/text");
        // Else Slack makes links and names of what data says by chance.
        if (type == u"mrkdwn" && !object[u"verbatim"].toBool())
            note(place, u"isn't verbatim"_qs);
    }

    void texts(const QJsonValue &value, const QString &place, qsizetype most)
    {
        const QJsonArray parts = value.toArray();
        count(parts, place, mostParts);
        for (qsizetype i = 0; i < parts.size(); ++i)
            text(parts.at(i), place + u"/%1"_qs.arg(i), most);
    }

    void keys(const QJsonObject &object, const QString &place, const QStringList &known)
    {
        for (const QString &key : object.keys()) {
            if (!known.contains(key))
                note(place, u"has “%1”, which isn't known here"_qs.arg(key));
        }
    }

    void block(const QJsonObject &object, const QString &place)
    {
        const QString type = object[u"type"].toString();
        if (const QJsonValue id = object[u"block_id"]; !id.isUndefined()) {
            string(id, place + u"/block_id", mostId);
            if (m_ids.contains(id.toString()))
                note(place, u"has the block_id of another"_qs);
            m_ids.insert(id.toString());
        }
        if (type == u"header") {
            keys(object, place, {u"type"_qs, u"block_id"_qs, u"text"_qs});
            text(object[u"text"], place + u"/text", mostHeader, true);
        } else if (type == u"section") {
            section(object, place);
        } else if (type == u"context") {
            keys(object, place, {u"type"_qs, u"block_id"_qs, u"elements"_qs});
            texts(object[u"elements"], place + u"/elements", mostText);
        } else if (type == u"actions") {
            actions(object, place);
        } else if (type == u"table") {
            table(object, place);
        } else if (type != u"divider") {
            note(place, u"is of no known type: “%1”"_qs.arg(type));
        }
    }

    void section(const QJsonObject &object, const QString &place)
    {
        keys(object, place, {u"type"_qs, u"block_id"_qs, u"text"_qs, u"fields"_qs});
        if (!object.contains(u"text") && !object.contains(u"fields"))
            note(place, u"has neither text nor fields"_qs);
        if (object.contains(u"text"))
            text(object[u"text"], place + u"/text", mostText);
        if (object.contains(u"fields"))
            texts(object[u"fields"], place + u"/fields", mostField);
    }

    void actions(const QJsonObject &object, const QString &place)
    {
        const QJsonArray elements = object[u"elements"].toArray();
        count(elements, place + u"/elements", mostActions);
        for (qsizetype i = 0; i < elements.size(); ++i) {
            const QJsonObject button = elements.at(i).toObject();
            const QString at = place + u"/elements/%1"_qs.arg(i);
            if (button[u"type"].toString() != u"button")
                note(at, u"isn't a button"_qs);
            text(button[u"text"], at + u"/text", mostLabel, true);
            if (button.contains(u"url"))
                string(button[u"url"], at + u"/url", mostText);
        }
    }

    void table(const QJsonObject &object, const QString &place)
    {
        ++m_tables;
        const QJsonArray rows = object[u"rows"].toArray();
        count(rows, place + u"/rows", mostRows);
        for (qsizetype row = 0; row < rows.size(); ++row) {
            const QJsonArray cells = rows.at(row).toArray();
            const QString at = place + u"/rows/%1"_qs.arg(row);
            count(cells, at, mostCells);
            for (const QJsonValue &cell : cells) {
                string(cell[u"text"], at, mostText);
                m_length += cell[u"text"].toString().size();
            }
        }
    }

    QSet<QString> m_ids;
    qsizetype m_length = 0;
    int m_tables = 0;
};

} // namespace

QStringList mistakesIn(const QByteArray &message)
{
    Walk walk;
    walk.message(message);
    return walk.mistakes;
}

QStringList controlsIn(const QByteArray &message)
{
    Walk walk;
    walk.message(message);
    return walk.controls;
}

} // namespace ledgercast::test
