// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedcatalogue.h"

#include "core/cloudsuite/jsonschema.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ledgercast {

namespace {

/// Reads one JSON object, its placeholders filled in. The schema has passed: only the shapes that it allows arrive.
class Entry
{
public:
    Entry(QJsonObject object, const CatalogueValues &values, QJsonObject words)
        : m_object(std::move(object)), m_values(values), m_words(std::move(words))
    {
    }

    [[nodiscard]] QString text(QLatin1String name) const { return filled(m_object.value(name).toString()); }
    [[nodiscard]] bool flag(QLatin1String name) const { return m_object.value(name).toBool(); }
    [[nodiscard]] int number(QLatin1String name) const { return m_object.value(name).toInt(); }
    [[nodiscard]] QStringList texts(QLatin1String name) const
    {
        QStringList list;
        const QJsonArray array = m_object.value(name).toArray();
        for (const QJsonValue &value : array)
            list << filled(value.toString());
        return list;
    }
    [[nodiscard]] std::optional<Entry> part(QLatin1String name) const
    {
        if (!m_object.contains(name))
            return std::nullopt;
        return Entry(m_object.value(name).toObject(), m_values, m_words);
    }
    /// What codes mean: told here, or by the name that the catalogue has for it.
    [[nodiscard]] QMap<QString, QString> words() const
    {
        const QJsonValue told = m_object.value(u"words");
        const QJsonObject object = (told.isString() ? m_words.value(told.toString()) : told).toObject();
        QMap<QString, QString> words;
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            words.insert(entry.key(), entry.value().toString());
        return words;
    }
    template<typename T>
    [[nodiscard]] QList<T> list(QLatin1String name, T (*read)(const Entry &)) const
    {
        QList<T> all;
        const QJsonArray array = m_object.value(name).toArray();
        for (const QJsonValue &value : array)
            all.append(read(Entry(value.toObject(), m_values, m_words)));
        return all;
    }

private:
    [[nodiscard]] QString filled(QString text) const
    {
        return text.replace(QLatin1String("${costCentreDimension}"), QString::number(m_values.costCentreDimension))
            .replace(QLatin1String("${invoiceTransactionCode}"), QString::number(m_values.invoiceTransactionCode))
            .replace(QLatin1String("${paymentTransactionCode}"), QString::number(m_values.paymentTransactionCode))
            .replace(QLatin1String("${unitCode}"), QString::number(m_values.unitCode))
            .replace(QLatin1String("${dimension}"), QString::number(m_values.lnDimension));
    }

    QJsonObject m_object;
    CatalogueValues m_values;
    QJsonObject m_words; ///< of the whole catalogue
};

FieldMapping::Type typeOf(const QString &word)
{
    static const QHash<QString, FieldMapping::Type> types{{QStringLiteral("number"), FieldMapping::Type::Number},
                                                          {QStringLiteral("decimal"), FieldMapping::Type::Decimal},
                                                          {QStringLiteral("date"), FieldMapping::Type::Date},
                                                          {QStringLiteral("boolean"), FieldMapping::Type::Boolean},
                                                          {QStringLiteral("masked"), FieldMapping::Type::Masked}};
    return types.value(word, FieldMapping::Type::Text);
}

AmountRule amountRuleOf(const QString &word)
{
    if (word == u"negated")
        return AmountRule::Negated;
    return word == u"debits" ? AmountRule::Debits : AmountRule::AsItStands;
}

FieldMapping readField(const Entry &entry)
{
    return {entry.text(QLatin1String("name")), entry.text(QLatin1String("column")),
            typeOf(entry.text(QLatin1String("type"))), entry.flag(QLatin1String("optional")), entry.words()};
}

ColumnMatch readMatch(const Entry &entry)
{
    return {entry.text(QLatin1String("column")), entry.text(QLatin1String("head")), entry.flag(QLatin1String("text")),
            entry.flag(QLatin1String("local"))};
}

std::optional<ListMapping> readList(const std::optional<Entry> &entry)
{
    if (!entry)
        return std::nullopt;
    return ListMapping{entry->text(QLatin1String("program")), entry->text(QLatin1String("transaction")),
                       entry->flag(QLatin1String("byDivision"))};
}

NameMapping readName(const Entry &entry)
{
    return {entry.text(QLatin1String("field")),  entry.text(QLatin1String("column")),
            entry.text(QLatin1String("table")),  readList(entry.part(QLatin1String("list"))),
            entry.texts(QLatin1String("where")), entry.text(QLatin1String("key")),
            entry.text(QLatin1String("name"))};
}

StatusRule readStatus(const Entry &entry)
{
    return {entry.text(QLatin1String("column")), entry.text(QLatin1String("from")), entry.text(QLatin1String("to")),
            entry.text(QLatin1String("is"))};
}

LinesMapping readLines(const Entry &entry)
{
    return {entry.text(QLatin1String("table")),
            entry.texts(QLatin1String("where")),
            entry.list(QLatin1String("match"), readMatch),
            entry.text(QLatin1String("changed")),
            entry.text(QLatin1String("changedBy")),
            entry.texts(QLatin1String("rowKey")),
            entry.text(QLatin1String("amount")),
            entry.text(QLatin1String("costCentre")),
            entry.text(QLatin1String("provenance")),
            entry.list(QLatin1String("fields"), readField)};
}

LinesMapping readDetails(const Entry &entry)
{
    LinesMapping details = readLines(entry);
    details.isMerged = true;
    return details;
}

DistributionMapping readDistribution(const Entry &entry)
{
    return {entry.text(QLatin1String("table")),      entry.list(QLatin1String("match"), readMatch),
            entry.texts(QLatin1String("rowKey")),    entry.text(QLatin1String("costCentre")),
            entry.text(QLatin1String("amount")),     entry.text(QLatin1String("currency")),
            entry.text(QLatin1String("provenance")), entry.text(QLatin1String("column")),
            entry.text(QLatin1String("line"))};
}

FeedEntry readFeed(const Entry &entry)
{
    FeedEntry feed;
    feed.id = entry.text(QLatin1String("id"));
    feed.label = entry.text(QLatin1String("label"));
    feed.recordType = entry.text(QLatin1String("recordType"));
    feed.table = entry.text(QLatin1String("table"));
    feed.list = readList(entry.part(QLatin1String("list")));
    feed.isGrouped = entry.flag(QLatin1String("grouped"));
    feed.where = entry.texts(QLatin1String("where"));
    feed.company = entry.text(QLatin1String("company"));
    feed.division = entry.text(QLatin1String("division"));
    feed.changed = entry.text(QLatin1String("changed"));
    feed.isInstant = entry.text(QLatin1String("precision")) == u"instant";
    feed.numbers = entry.texts(QLatin1String("numbers"));
    feed.changedBy = entry.text(QLatin1String("changedBy"));
    feed.firstReadDays = entry.number(QLatin1String("firstReadDays"));
    feed.rowKey = entry.texts(QLatin1String("rowKey"));
    feed.documentKey = entry.texts(QLatin1String("documentKey"));
    feed.number = entry.text(QLatin1String("number"));
    feed.amount = entry.text(QLatin1String("amount"));
    feed.amountRule = amountRuleOf(entry.text(QLatin1String("amountRule")));
    feed.currency = entry.text(QLatin1String("currency"));
    feed.selfCostCentre = entry.text(QLatin1String("selfCostCentre"));
    feed.fields = entry.list(QLatin1String("fields"), readField);
    feed.status = entry.list(QLatin1String("status"), readStatus);
    feed.names = entry.list(QLatin1String("names"), readName);
    feed.details = entry.list(QLatin1String("details"), readDetails);
    if (const auto party = entry.part(QLatin1String("party")))
        feed.party = readName(*party);
    if (const auto lines = entry.part(QLatin1String("lines")))
        feed.lines = readLines(*lines);
    if (const auto deletions = entry.part(QLatin1String("deletions"))) {
        feed.losesRows = true;
        feed.keptStatuses = deletions->texts(QLatin1String("unless"));
    }
    if (const auto distribution = entry.part(QLatin1String("distribution")))
        feed.distribution = readDistribution(*distribution);
    return feed;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Input, QObject::tr("Read the feed catalogue"),
                    QObject::tr("%1 can't be read: %2.").arg(path, file.errorString()), {},
                    QStringLiteral("catalogue"));
    return file.readAll();
}

const QStringList &products()
{
    static const QStringList names{QStringLiteral("m3"), QStringLiteral("fsm"), QStringLiteral("csi"),
                                   QStringLiteral("ln")};
    return names;
}

QString resource(const QString &name)
{
    return QStringLiteral(":/ledgercast/catalog/") + name;
}

/// What all products share, with the shapes of one: its tables, columns and conditions.
Result<QByteArray> schemaOf(const QString &product)
{
    const auto common = contentOf(resource(QStringLiteral("catalog.schema.json")));
    const auto own = contentOf(resource(product + QStringLiteral(".schema.json")));
    if (!common || !own)
        return fail(common ? own.error() : common.error());
    QJsonObject schema = QJsonDocument::fromJson(*common).object();
    const QJsonObject special = QJsonDocument::fromJson(*own).object();
    for (const auto *part : {u"definitions", u"properties"}) {
        const QString name = QString::fromUtf16(part);
        QJsonObject merged = schema[name].toObject();
        const QJsonObject added = special[name].toObject();
        for (auto definition = added.begin(); definition != added.end(); ++definition)
            merged.insert(definition.key(), definition.value());
        schema.insert(name, merged);
    }
    return QJsonDocument(schema).toJson();
}

} // namespace

QList<LinesMapping> FeedEntry::parts() const
{
    return lines ? QList<LinesMapping>{*lines} + details : details;
}

QList<LinesMapping> FeedEntry::changingParts() const
{
    QList<LinesMapping> changing = parts();
    changing.removeIf([](const LinesMapping &part) { return part.changed.isEmpty(); });
    return changing;
}

Result<FeedCatalogue::File> FeedCatalogue::parse(const QByteArray &json, const QString &source,
                                                 const CatalogueValues &values)
{
    QJsonParseError mistake;
    const QJsonDocument document = QJsonDocument::fromJson(json, &mistake);
    const QJsonObject root = document.object();
    const QString product = root.value(u"product").toString().toLower();
    const auto schema = schemaOf(products().contains(product) ? product : products().first());
    if (!schema)
        return fail(schema.error());
    const QString reason = mistake.error != QJsonParseError::NoError
                               ? QObject::tr("%1 (at character %2)").arg(mistake.errorString()).arg(mistake.offset)
                               : jsonschema::firstMistake(document, *schema);
    if (!reason.isEmpty())
        return fail(ErrorKind::Input, QObject::tr("Read the feed catalogue"),
                    QObject::tr("%1 isn't a feed catalogue: %2. Correct the file or take it away.").arg(source, reason),
                    {}, QStringLiteral("catalogue"));
    return File{product, Entry(root, values, root.value(u"words").toObject()).list(QLatin1String("feeds"), readFeed)};
}

Result<FeedCatalogue> FeedCatalogue::load(const QString &directory, const CatalogueValues &values,
                                          const QString &product)
{
    FeedCatalogue catalogue;
    QStringList paths{resource(product + QStringLiteral(".json"))};
    if (!directory.isEmpty()) {
        const QDir folder(directory);
        const QStringList own = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const QString &name : own)
            paths << folder.filePath(name);
    }
    for (const QString &path : std::as_const(paths)) {
        const auto content = contentOf(path);
        if (!content)
            return fail(content.error());
        const auto file = parse(*content, path, values);
        if (!file)
            return fail(file.error());
        if (file->product != product)
            continue;
        for (const FeedEntry &feed : file->feeds) {
            const auto same = std::find_if(catalogue.m_feeds.begin(), catalogue.m_feeds.end(),
                                           [&](const FeedEntry &other) { return other.id == feed.id; });
            if (same == catalogue.m_feeds.end())
                catalogue.m_feeds.append(feed);
            else
                *same = feed;
        }
    }
    return catalogue;
}

const FeedEntry *FeedCatalogue::find(const QString &id) const
{
    const auto found =
        std::find_if(m_feeds.begin(), m_feeds.end(), [&](const FeedEntry &feed) { return feed.id == id; });
    return found == m_feeds.end() ? nullptr : &*found;
}

} // namespace ledgercast
