// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/messagedesign.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

namespace ledgercast {

namespace {

/// Reads a design; keeps the first mistake.
class Reader
{
public:
    explicit Reader(const QJsonObject &object) : m_object(object) {}

    QString text(const char *name, bool isNeeded = false)
    {
        const QString key = QString::fromLatin1(name);
        m_known.insert(key);
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined() ? isNeeded : !value.isString())
            refuse(key, isNeeded && value.isUndefined() ? QObject::tr("is missing") : QObject::tr("isn't a text"));
        return value.toString();
    }
    QList<DesignField> fields(const char *name)
    {
        QList<DesignField> fields;
        const QJsonArray array = list(name);
        for (qsizetype at = 0; at < array.size(); ++at) {
            const QString place = QStringLiteral("%1/%2").arg(QLatin1String(name)).arg(at);
            const QJsonObject object = array.at(at).toObject();
            if (!object.value(u"label").isString() || !object.value(u"value").isString())
                refuse(place, QObject::tr("needs the texts label and value"));
            fields.append(
                {object.value(u"label").toString(), object.value(u"value").toString(), object.value(u"wide").toBool()});
        }
        return fields;
    }
    QSet<QString> words(const char *name)
    {
        QSet<QString> words;
        const QJsonArray array = list(name);
        for (const QJsonValue &value : array)
            words.insert(value.toString());
        return words;
    }
    QList<std::pair<QString, QString>> pairs(const char *name)
    {
        const QString key = QString::fromLatin1(name);
        m_known.insert(key);
        const QJsonValue value = m_object.value(key);
        if (!value.isUndefined() && !value.isObject())
            refuse(key, QObject::tr("isn't an object of texts"));
        QList<std::pair<QString, QString>> pairs;
        const QJsonObject object = value.toObject();
        for (auto pair = object.begin(); pair != object.end(); ++pair) {
            if (!pair.value().isString())
                refuse(key + u'/' + pair.key(), QObject::tr("isn't a text"));
            pairs.append({pair.key(), pair.value().toString()});
        }
        return pairs;
    }
    void refuseUnknown()
    {
        for (auto entry = m_object.begin(); entry != m_object.end(); ++entry) {
            if (!m_known.contains(entry.key()))
                refuse(entry.key(), QObject::tr("isn't part of a design"));
        }
    }
    [[nodiscard]] QString mistake() const { return m_mistake; }

private:
    QJsonArray list(const char *name)
    {
        const QString key = QString::fromLatin1(name);
        m_known.insert(key);
        const QJsonValue value = m_object.value(key);
        if (!value.isUndefined() && !value.isArray())
            refuse(key, QObject::tr("isn't a list"));
        return value.toArray();
    }
    void refuse(const QString &place, const QString &reason)
    {
        if (m_mistake.isEmpty())
            m_mistake = place + u' ' + reason;
    }

    QJsonObject m_object;
    QSet<QString> m_known;
    QString m_mistake;
};

} // namespace

Result<MessageDesign> parseMessageDesign(const QByteArray &json, const QString &source)
{
    const auto refused = [&](const QString &reason) {
        return fail(ErrorKind::Input, QObject::tr("Read message designs"),
                    QObject::tr("%1 isn't a message design: %2.").arg(source, reason), {}, QStringLiteral("design"));
    };
    QJsonParseError mistake;
    const QJsonDocument document = QJsonDocument::fromJson(json, &mistake);
    if (!document.isObject())
        return refused(mistake.error == QJsonParseError::NoError
                           ? QObject::tr("it isn't an object")
                           : QObject::tr("%1 at character %2").arg(mistake.errorString()).arg(mistake.offset));
    Reader reader(document.object());
    MessageDesign design;
    design.recordType = reader.text("recordType", true);
    design.headline = reader.text("headline", true);
    design.fallback = reader.text("fallback", true);
    design.text = reader.text("text");
    design.fields = reader.fields("fields");
    design.context = reader.text("context");
    design.detailTitle = reader.text("detailTitle");
    design.detailLine = reader.text("detailLine");
    design.updateHeadline = reader.text("updateHeadline", true);
    design.updateText = reader.text("updateText");
    design.moneyFields = reader.words("moneyFields");
    design.fieldLabels = reader.pairs("fieldLabels");
    reader.refuseUnknown();
    if (!reader.mistake().isEmpty())
        return refused(reader.mistake());
    return design;
}

Result<QList<MessageDesign>> builtInMessageDesigns()
{
    QList<MessageDesign> designs;
    const QDir folder(QStringLiteral(":/ledgercast/messages"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Internal, QObject::tr("Read message designs"), file.errorString(), name);
        const auto design = parseMessageDesign(file.readAll(), name);
        if (!design)
            return fail(design.error());
        designs.append(*design);
    }
    return designs;
}

} // namespace ledgercast
