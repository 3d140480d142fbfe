// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/messagedesign.h"

#include "core/domain/mention.h"
#include "core/domain/recordtype.h"
#include "core/message/blocks.h"
#include "core/message/template.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace ledgercast {

namespace {

/// In the order of MessageDesign::Updates.
constexpr std::array<QStringView, 4> updatesWords{u"thread", u"new", u"edit", u"edit_and_thread"};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageDesign)
};

/// Reads one object key by key and remembers the first mistake with its path.
class DesignReader
{
public:
    [[nodiscard]] MessageDesign read(const QJsonObject &object);
    [[nodiscard]] const QString &mistake() const { return m_mistake; }

private:
    void report(const QString &path, const QString &mistake)
    {
        if (m_mistake.isEmpty())
            m_mistake = path.isEmpty() ? mistake : path + u": " + mistake;
    }
    void checkKeys(const QJsonObject &object, const QString &path, const QStringList &known);
    QString string(const QJsonObject &object, const QString &path, const QString &key, bool isRequired);
    std::optional<Decimal> amount(const QJsonObject &object, const QString &path, const QString &key);
    QJsonObject part(const QJsonObject &object, const QString &key, const QStringList &known);
    void readConditions(const QJsonObject &object, MessageDesign &design);
    QString pattern(const QJsonObject &object, const QString &path, const QString &key, bool isRequired = true,
                    Template::Target target = Template::Target::Mrkdwn);
    bool boolean(const QJsonObject &object, const QString &path, const QString &key, bool standard = false);
    QJsonArray array(const QJsonObject &object, const QString &key);
    QJsonObject element(const QJsonArray &array, qsizetype index, const QString &path);
    QList<DesignField> fields(const QJsonObject &object);
    QSet<QString> moneyFields(const QJsonObject &object);
    QList<std::pair<QString, QString>> fieldLabels(const QJsonObject &object);

    QString m_mistake;
};

QString join(const QString &path, const QString &key)
{
    return path.isEmpty() ? key : path + u'/' + key;
}

void DesignReader::checkKeys(const QJsonObject &object, const QString &path, const QStringList &known)
{
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        if (!known.contains(key))
            report(join(path, key), Words::tr("isn't known here"));
    }
}

QString DesignReader::string(const QJsonObject &object, const QString &path, const QString &key, bool isRequired)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() && !isRequired)
        return {};
    if (value.isUndefined())
        report(join(path, key), Words::tr("is missing"));
    else if (!value.isString())
        report(join(path, key), Words::tr("must be a text"));
    else if (isRequired && value.toString().trimmed().isEmpty())
        report(join(path, key), Words::tr("must not be empty"));
    return value.toString();
}

QString DesignReader::pattern(const QJsonObject &object, const QString &path, const QString &key, bool isRequired,
                              Template::Target target)
{
    const QString text = string(object, path, key, isRequired);
    if (const auto parsed = Template::parse(text, target); !parsed)
        report(join(path, key), parsed.error());
    return text;
}

bool DesignReader::boolean(const QJsonObject &object, const QString &path, const QString &key, bool standard)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isBool())
        report(join(path, key), Words::tr("must be true or false"));
    return value.toBool(standard);
}

QJsonArray DesignReader::array(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isArray())
        report(key, Words::tr("must be a list"));
    return value.toArray();
}

QJsonObject DesignReader::element(const QJsonArray &array, qsizetype index, const QString &path)
{
    if (!array.at(index).isObject())
        report(path, Words::tr("must be an object"));
    return array.at(index).toObject();
}

QList<DesignField> DesignReader::fields(const QJsonObject &object)
{
    const QString key = QStringLiteral("fields");
    const QJsonArray list = array(object, key);
    if (list.size() > Blocks::fieldCount)
        report(key, Words::tr("Slack shows at most %1 fields").arg(Blocks::fieldCount));
    QList<DesignField> fields;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString path = join(key, QString::number(i));
        const QJsonObject field = element(list, i, path);
        checkKeys(
            field, path,
            {QStringLiteral("label"), QStringLiteral("value"), QStringLiteral("wide"), QStringLiteral("showEmpty")});
        DesignField read;
        read.label = string(field, path, QStringLiteral("label"), true);
        read.value = pattern(field, path, QStringLiteral("value"));
        read.isFullWidth = boolean(field, path, QStringLiteral("wide"));
        read.isShownEmpty = boolean(field, path, QStringLiteral("showEmpty"));
        fields.append(read);
    }
    return fields;
}

QSet<QString> DesignReader::moneyFields(const QJsonObject &object)
{
    const QString key = QStringLiteral("moneyFields");
    const QJsonArray list = array(object, key);
    QSet<QString> names;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (list.at(i).toString().isEmpty())
            report(join(key, QString::number(i)), Words::tr("must be the name of a field"));
        names.insert(list.at(i).toString());
    }
    return names;
}

QList<std::pair<QString, QString>> DesignReader::fieldLabels(const QJsonObject &object)
{
    const QString key = QStringLiteral("fieldLabels");
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isObject())
        report(key, Words::tr("must be an object of texts"));
    QList<std::pair<QString, QString>> labels;
    const QJsonObject names = value.toObject();
    for (auto label = names.begin(); label != names.end(); ++label)
        labels.append({label.key(), string(names, key, label.key(), false)});
    return labels;
}

std::optional<Decimal> DesignReader::amount(const QJsonObject &object, const QString &path, const QString &key)
{
    const QString text = string(object, path, key, false);
    const auto amount = Decimal::parse(text);
    if (!text.isEmpty() && (!amount || amount->isNegative()))
        report(join(path, key), Words::tr("must be an amount as text, such as \"10000.00\""));
    return text.isEmpty() ? std::nullopt : amount;
}

QJsonObject DesignReader::part(const QJsonObject &object, const QString &key, const QStringList &known)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isObject())
        report(key, Words::tr("must be an object"));
    checkKeys(value.toObject(), key, known);
    return value.toObject();
}

void DesignReader::readConditions(const QJsonObject &object, MessageDesign &design)
{
    const QString on = QStringLiteral("on");
    const QString send = QStringLiteral("send");
    const QString mention = QStringLiteral("mention");
    const QString link = QStringLiteral("link");
    const QString updates = QStringLiteral("updates");
    const QJsonObject condition = part(object, send, {on, QStringLiteral("leastAmount")});
    design.isOn = boolean(condition, send, on, true);
    design.leastAmount = amount(condition, send, QStringLiteral("leastAmount"));
    const QJsonObject called = part(object, mention, {QStringLiteral("who"), QStringLiteral("from")});
    design.mention = string(called, mention, QStringLiteral("who"), false);
    if (!design.mention.isEmpty() && !isMention(design.mention))
        report(join(mention, QStringLiteral("who")),
               Words::tr("must be one of %1, or the id of a person or group in Slack, such as U012AB3CD")
                   .arg((QStringList{mentionword::here} + recordMentions()).join(QStringLiteral(", "))));
    design.mentionedFrom = amount(called, mention, QStringLiteral("from"));
    const QJsonObject button = part(object, link, {on, QStringLiteral("label")});
    design.hasLink = boolean(button, link, on, true);
    design.linkLabel = string(button, link, QStringLiteral("label"), false);
    design.hasDetail = boolean(object, {}, QStringLiteral("detail"), true);
    const QString word = string(object, {}, updates, false);
    const auto known = std::find(updatesWords.begin(), updatesWords.end(), word);
    if (!word.isEmpty() && known == updatesWords.end())
        report(updates, Words::tr("must be \"thread\", \"new\", \"edit\" or \"edit_and_thread\""));
    if (known != updatesWords.end())
        design.updates = MessageDesign::Updates(known - updatesWords.begin());
}

MessageDesign DesignReader::read(const QJsonObject &object)
{
    static const QStringList known{
        QStringLiteral("recordType"),  QStringLiteral("headline"),    QStringLiteral("fallback"),
        QStringLiteral("text"),        QStringLiteral("fields"),      QStringLiteral("context"),
        QStringLiteral("detailTitle"), QStringLiteral("detailLine"),  QStringLiteral("updateHeadline"),
        QStringLiteral("updateText"),  QStringLiteral("moneyFields"), QStringLiteral("fieldLabels"),
        QStringLiteral("send"),        QStringLiteral("mention"),     QStringLiteral("link"),
        QStringLiteral("detail"),      QStringLiteral("updates")};
    checkKeys(object, {}, known);
    constexpr auto plain = Template::Target::PlainText;
    MessageDesign design;
    design.recordType = string(object, {}, QStringLiteral("recordType"), true);
    design.headline = pattern(object, {}, QStringLiteral("headline"), true, plain);
    design.fallback = pattern(object, {}, QStringLiteral("fallback"));
    design.text = pattern(object, {}, QStringLiteral("text"), false);
    design.fields = fields(object);
    design.context = pattern(object, {}, QStringLiteral("context"), false);
    design.detailTitle = pattern(object, {}, QStringLiteral("detailTitle"), false);
    design.detailLine = pattern(object, {}, QStringLiteral("detailLine"), !design.detailTitle.isEmpty());
    design.updateHeadline = pattern(object, {}, QStringLiteral("updateHeadline"), true, plain);
    design.updateText = pattern(object, {}, QStringLiteral("updateText"), false);
    design.moneyFields = moneyFields(object);
    design.fieldLabels = fieldLabels(object);
    readConditions(object, design);
    return design;
}

/// Only what isn't as it is by itself.
void addConditions(const MessageDesign &design, QJsonObject &object)
{
    QJsonObject send;
    QJsonObject mention;
    QJsonObject link;
    if (!design.isOn)
        send.insert(QStringLiteral("on"), false);
    if (design.leastAmount)
        send.insert(QStringLiteral("leastAmount"), design.leastAmount->toString());
    if (!design.mention.isEmpty())
        mention.insert(QStringLiteral("who"), design.mention);
    if (design.mentionedFrom)
        mention.insert(QStringLiteral("from"), design.mentionedFrom->toString());
    if (!design.hasLink)
        link.insert(QStringLiteral("on"), false);
    if (!design.linkLabel.isEmpty())
        link.insert(QStringLiteral("label"), design.linkLabel);
    for (const auto &[key, part] : {std::pair("send", send), std::pair("mention", mention), std::pair("link", link)}) {
        if (!part.isEmpty())
            object.insert(QLatin1String(key), part);
    }
    if (!design.hasDetail)
        object.insert(QStringLiteral("detail"), false);
    if (design.updates != MessageDesign::Updates::InThread)
        object.insert(QStringLiteral("updates"), updatesWords.at(std::size_t(design.updates)).toString());
}

tl::unexpected<Error> refused(const QString &source, const QString &mistake)
{
    return fail(ErrorKind::Input, Words::tr("Read a message design"), source + u": " + mistake);
}

} // namespace

Result<MessageDesign> parseMessageDesign(const QByteArray &json, const QString &source)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return refused(source, Words::tr("isn't JSON: %1 at byte %2").arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return refused(source, Words::tr("must be an object"));
    DesignReader reader;
    const MessageDesign design = reader.read(document.object());
    if (!reader.mistake().isEmpty())
        return refused(source, reader.mistake());
    return design;
}

QByteArray toJson(const MessageDesign &design)
{
    QJsonObject object;
    const auto put = [&object](const char *key, const QString &text) {
        if (!text.isEmpty())
            object.insert(QLatin1String(key), text);
    };
    put("recordType", design.recordType);
    put("headline", design.headline);
    put("fallback", design.fallback);
    put("text", design.text);
    put("context", design.context);
    put("detailTitle", design.detailTitle);
    put("detailLine", design.detailLine);
    put("updateHeadline", design.updateHeadline);
    put("updateText", design.updateText);
    QJsonArray fields;
    for (const DesignField &field : design.fields) {
        QJsonObject one{{QStringLiteral("label"), field.label}, {QStringLiteral("value"), field.value}};
        if (field.isFullWidth)
            one.insert(QStringLiteral("wide"), true);
        if (field.isShownEmpty)
            one.insert(QStringLiteral("showEmpty"), true);
        fields.append(one);
    }
    object.insert(QStringLiteral("fields"), fields);
    QStringList money(design.moneyFields.begin(), design.moneyFields.end());
    money.sort(); // a set has no order of its own, and the same design is to be the same bytes
    if (!money.isEmpty())
        object.insert(QStringLiteral("moneyFields"), QJsonArray::fromStringList(money));
    QJsonObject labels;
    for (const auto &[field, label] : design.fieldLabels)
        labels.insert(field, label);
    if (!labels.isEmpty())
        object.insert(QStringLiteral("fieldLabels"), labels);
    addConditions(design, object);
    return QJsonDocument(object).toJson();
}

Result<QList<MessageDesign>> builtInMessageDesigns()
{
    const QStringList names = recordtype::known() + QStringList{QStringLiteral("exception"), QStringLiteral("other")};
    QList<MessageDesign> designs;
    for (const QString &name : names) {
        QFile file(u":/ledgercast/messages/" + name + u".json");
        if (!file.open(QIODevice::ReadOnly))
            return refused(file.fileName(), file.errorString());
        const auto design = parseMessageDesign(file.readAll(), name + u".json");
        if (!design)
            return fail(design.error());
        designs.append(*design);
    }
    return designs;
}

} // namespace ledgercast
