// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/composer.h"

#include "core/domain/recordtype.h"
#include "core/message/mrkdwn.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QObject>
#include <QRegularExpression>

#include <kainjow/mustache.hpp>

namespace ledgercast {

namespace {

// Slack's limits, in UTF-16 units, which never count less than Slack does.
constexpr qsizetype longestHeader = 150;
constexpr qsizetype longestSection = 3000;
constexpr qsizetype longestField = 2000;
constexpr qsizetype mostFields = 10;
constexpr qsizetype longestFallback = 3000;
constexpr qsizetype longestLine = 300;
constexpr qsizetype longestValue = 500;
constexpr qsizetype mostLines = 40;
constexpr qsizetype mostDifferences = 30;

using Data = kainjow::mustache::data;
using Values = QMap<QString, QString>;

std::string cleanPlain(const std::string &text)
{
    return mrkdwn::plain(QString::fromStdString(text)).toStdString();
}

std::string cleanMrkdwn(const std::string &text)
{
    return mrkdwn::escaped(QString::fromStdString(text)).toStdString();
}

enum class Target { Plain, Mrkdwn };

/// A compiled template. Rendering changes nothing that is seen from outside.
class Template
{
public:
    Template() = default;
    Template(const QString &text, Target target)
        : m_template(std::make_shared<kainjow::mustache::mustache>(text.toStdString()))
    {
        m_template->set_custom_escape(target == Target::Plain ? cleanPlain : cleanMrkdwn);
    }
    /// Why it can't be used; empty if it can.
    [[nodiscard]] static QString mistakeIn(const QString &text)
    {
        static const QRegularExpression unsafe(QStringLiteral("\\{\\{\\s*[{&=>]"));
        if (unsafe.match(text).hasMatch())
            return QObject::tr("\"%1\" inserts values without escaping them, or changes the template language")
                .arg(text.left(60));
        const kainjow::mustache::mustache compiled(text.toStdString());
        return compiled.is_valid() ? QString() : QString::fromStdString(compiled.error_message());
    }
    [[nodiscard]] QString render(const Values &values) const
    {
        if (!m_template)
            return {};
        Data data(Data::type::object);
        for (auto value = values.cbegin(); value != values.cend(); ++value) {
            // Absent, not empty: a section over a missing value is left out.
            if (!value->isEmpty())
                data.set(value.key().toStdString(), value->left(longestValue).toStdString());
        }
        return QString::fromStdString(m_template->render(data)).trimmed();
    }

private:
    std::shared_ptr<kainjow::mustache::mustache> m_template;
};

QString moneyText(const QString &amount, const QString &currency)
{
    const auto number = Decimal::parse(amount);
    if (!number)
        return amount;
    QString text = number->toFixed(std::max(2, std::min(number->scale(), 4)));
    const qsizetype point = text.indexOf(u'.');
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > first; at -= 3)
        text.insert(at, u',');
    return currency.isEmpty() ? text : text + u' ' + currency;
}

/// Values as people read them; ISO dates become "24 Nov 2026".
QString readable(const QString &value)
{
    static const QRegularExpression date(QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"));
    if (!date.match(value).hasMatch())
        return value;
    const QDate day = QDate::fromString(value, Qt::ISODate);
    return day.isValid() ? QLocale::c().toString(day, QStringLiteral("d MMM yyyy")) : value;
}

QString statusText(QString word)
{
    return word.replace(u'_', u' ');
}

QString fieldText(const QString &field, const QString &value, const QString &currency, const QSet<QString> &moneyFields)
{
    if (value.isEmpty())
        return {};
    if (moneyFields.contains(field))
        return moneyText(value, currency);
    if (field == u"status")
        return statusText(value);
    if (value == u"true" || value == u"false")
        return value == u"true" ? QObject::tr("yes") : QObject::tr("no");
    return readable(value);
}

QString costCentreText(const Change &change, const ComposeContext &context)
{
    QStringList codes = context.costCentres;
    if (codes.isEmpty()) {
        for (const CostCentreShare &share : change.document.costCentres)
            codes << share.code;
    }
    codes.removeAll(QStringLiteral("unknown"));
    QStringList texts;
    for (const QString &code : std::as_const(codes)) {
        const QString name = context.costCentreNames.value(code);
        texts << (name.isEmpty() ? code : code + u' ' + name);
    }
    const qsizetype shown = 8;
    if (texts.size() > shown)
        texts = texts.mid(0, shown) << QObject::tr("%1 more").arg(texts.size() - shown);
    return texts.join(QStringLiteral(", "));
}

QString changeText(const Change &change)
{
    switch (change.kind) {
    case ChangeKind::StatusChanged:
        return statusText(change.document.status);
    case ChangeKind::Updated:
        return QObject::tr("changed");
    case ChangeKind::Created:
    case ChangeKind::Known:
        break;
    }
    return QObject::tr("new");
}

Values valuesOf(const Change &change, const ComposeContext &context, const MessageDesign &design)
{
    const Document &document = change.document;
    const QString currency = document.amount ? document.amount->currency : QString();
    Values values;
    for (auto field = document.fields.cbegin(); field != document.fields.cend(); ++field)
        values.insert(field.key(), fieldText(field.key(), *field, currency, design.moneyFields));
    values.insert(QStringLiteral("record"), recordtype::displayName(document.type));
    values.insert(QStringLiteral("number"), document.number);
    values.insert(QStringLiteral("tenant"), document.tenant);
    values.insert(QStringLiteral("company"), document.company);
    values.insert(QStringLiteral("division"), document.division);
    values.insert(QStringLiteral("party"), document.partyName.isEmpty() ? document.partyId : document.partyName);
    if (document.amount)
        values.insert(QStringLiteral("amount"), moneyText(document.amount->amount.toString(), currency));
    values.insert(QStringLiteral("status"), statusText(document.status));
    values.insert(QStringLiteral("cost_centres"), costCentreText(change, context));
    values.insert(QStringLiteral("change"), changeText(change));
    if (!document.lines.isEmpty())
        values.insert(QStringLiteral("line_count"), QString::number(document.lines.size()));
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMs(change.detectedAt), context.timeZone);
    values.insert(QStringLiteral("detected"),
                  QLocale::c().toString(at, QStringLiteral("d MMM yyyy HH:mm ")) + at.timeZoneAbbreviation());
    return values;
}

QJsonObject plainText(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("plain_text")},
            {QStringLiteral("text"), text},
            {QStringLiteral("emoji"), false}};
}

QJsonObject markup(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("mrkdwn")},
            {QStringLiteral("text"), text},
            {QStringLiteral("verbatim"), true}};
}

QJsonObject section(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("section")},
            {QStringLiteral("text"), markup(mrkdwn::shortened(text, longestSection))}};
}

QJsonObject contextBlock(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("context")},
            {QStringLiteral("elements"), QJsonArray{markup(mrkdwn::shortened(text, longestSection))}}};
}

Message message(const QString &fallback, const QJsonArray &blocks)
{
    return {QJsonDocument(QJsonObject{{QStringLiteral("text"), mrkdwn::shortened(fallback, longestFallback)},
                                      {QStringLiteral("blocks"), blocks}})
                .toJson(QJsonDocument::Compact)};
}

/// Sections of at most 3000 characters with these lines.
QJsonArray sectionsOf(const QStringList &lines)
{
    QJsonArray blocks;
    QString text;
    for (const QString &line : lines) {
        if (!text.isEmpty() && text.size() + line.size() + 1 > longestSection) {
            blocks.append(section(text));
            text.clear();
        }
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + line;
    }
    if (!text.isEmpty())
        blocks.append(section(text));
    return blocks;
}

} // namespace

struct Composer::Design
{
    MessageDesign source;
    Template headline, fallback, text, context, detailTitle, detailLine, updateHeadline, updateText;
    QList<std::pair<QString, Template>> fields;
    QHash<QString, QString> labels;

    explicit Design(const MessageDesign &design)
        : source(design)
        , headline(design.headline, Target::Plain)
        , fallback(design.fallback, Target::Mrkdwn)
        , text(design.text, Target::Mrkdwn)
        , context(design.context, Target::Mrkdwn)
        , detailTitle(design.detailTitle, Target::Mrkdwn)
        , detailLine(design.detailLine, Target::Mrkdwn)
        , updateHeadline(design.updateHeadline, Target::Mrkdwn)
        , updateText(design.updateText, Target::Mrkdwn)
    {
        for (const DesignField &field : design.fields)
            fields.append({field.label, Template(field.value, Target::Mrkdwn)});
        for (const auto &[name, label] : design.fieldLabels)
            labels.insert(name, label);
    }

    [[nodiscard]] static QString mistakeIn(const MessageDesign &design)
    {
        QStringList all{design.headline,    design.fallback,   design.text,           design.context,
                        design.detailTitle, design.detailLine, design.updateHeadline, design.updateText};
        for (const DesignField &field : design.fields)
            all << field.value;
        for (const QString &text : std::as_const(all)) {
            if (const QString mistake = Template::mistakeIn(text); !mistake.isEmpty())
                return mistake;
        }
        return {};
    }

    /// "line 10: received" is labelled like "received"; none: the field isn't told.
    [[nodiscard]] std::optional<QString> labelOf(const QString &field) const
    {
        const qsizetype colon = field.startsWith(u"line ") ? field.indexOf(u": ") : -1;
        const QString name = colon < 0 ? field : field.mid(colon + 2);
        QString label = labels.value(name, QString(name).replace(u'_', u' '));
        if (label.isEmpty())
            return std::nullopt;
        return colon < 0 ? label : QObject::tr("Line %1, %2").arg(field.mid(5, colon - 5), label.toLower());
    }
};

QString Message::text() const
{
    return QJsonDocument::fromJson(json)[u"text"].toString();
}

Composer::Composer() = default;
Composer::~Composer() = default;
Composer::Composer(Composer &&) noexcept = default;
Composer &Composer::operator=(Composer &&) noexcept = default;

Result<Composer> Composer::create(const QList<MessageDesign> &designs)
{
    Composer composer;
    for (const MessageDesign &design : designs) {
        if (const QString mistake = Design::mistakeIn(design); !mistake.isEmpty())
            return fail(ErrorKind::Input, QObject::tr("Read message designs"),
                        QObject::tr("The message design for %1 can't be used: %2.").arg(design.recordType, mistake), {},
                        QStringLiteral("design"));
        composer.m_designs.insert(design.recordType, std::make_shared<const Design>(design));
    }
    if (!composer.m_designs.contains(QStringLiteral("*")))
        return fail(ErrorKind::Internal, QObject::tr("Read message designs"),
                    QObject::tr("There is no message design for other record types."), {}, QStringLiteral("design"));
    return composer;
}

Result<Composer> Composer::builtIn()
{
    const auto designs = builtInMessageDesigns();
    if (!designs)
        return fail(designs.error());
    return create(*designs);
}

const Composer::Design &Composer::designFor(const QString &recordType) const
{
    const auto found = m_designs.constFind(recordType);
    return found != m_designs.constEnd() ? **found : **m_designs.constFind(QStringLiteral("*"));
}

Message Composer::compose(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change.document.type);
    const Values values = valuesOf(change, context, design.source);
    const QString mention = mrkdwn::mention(context.mention);
    const QString fallback = design.fallback.render(values);
    QJsonArray blocks{QJsonObject{
        {QStringLiteral("type"), QStringLiteral("header")},
        {QStringLiteral("text"), plainText(mrkdwn::shortenedPlain(design.headline.render(values), longestHeader))}}};
    QStringList lead{mention, design.text.render(values)};
    lead.removeAll(QString());
    if (!lead.isEmpty())
        blocks.append(section(lead.join(u' ')));
    QJsonArray fields;
    for (const auto &[label, value] : design.fields) {
        const QString text = value.render(values);
        if (!text.isEmpty() && fields.size() < mostFields)
            fields.append(
                markup(mrkdwn::shortened(u'*' + mrkdwn::escaped(label) + QStringLiteral("*\n") + text, longestField)));
    }
    if (!fields.isEmpty())
        blocks.append(
            QJsonObject{{QStringLiteral("type"), QStringLiteral("section")}, {QStringLiteral("fields"), fields}});
    QString about = design.context.render(values);
    if (context.recordLink.scheme() == u"https")
        about += QStringLiteral(", <%1|%2>")
                     .arg(QString::fromLatin1(context.recordLink.toEncoded()).replace(u'|', QStringLiteral("%7C")),
                          QObject::tr("open in CloudSuite"));
    if (!about.isEmpty())
        blocks.append(contextBlock(about));
    return message(mention.isEmpty() ? fallback : mention + u' ' + fallback, blocks);
}

std::optional<Message> Composer::composeDetail(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change.document.type);
    const QList<Fields> &lines = change.document.lines;
    if (lines.isEmpty() || design.source.detailTitle.isEmpty())
        return std::nullopt;
    const QString currency = change.document.amount ? change.document.amount->currency : QString();
    const QString title = design.detailTitle.render(valuesOf(change, context, design.source));
    QStringList texts{u'*' + title + u'*'};
    for (const Fields &line : lines.mid(0, mostLines)) {
        Values values;
        for (auto field = line.cbegin(); field != line.cend(); ++field)
            values.insert(field.key(), fieldText(field.key(), *field, currency, design.source.moneyFields));
        // Nothing received yet isn't news.
        if (values.value(QStringLiteral("received")) == u"0")
            values.remove(QStringLiteral("received"));
        texts << mrkdwn::shortened(design.detailLine.render(values), longestLine);
    }
    if (lines.size() > mostLines)
        texts << QObject::tr("… and %1 more lines").arg(lines.size() - mostLines);
    return message(title, sectionsOf(texts));
}

Message Composer::composeUpdate(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change.document.type);
    const Values values = valuesOf(change, context, design.source);
    const QString currency = change.document.amount ? change.document.amount->currency : QString();
    const QString headline = design.updateHeadline.render(values);
    QStringList texts{u'*' + mrkdwn::shortened(headline, longestHeader) + u'*'};
    if (const QString text = design.updateText.render(values); !text.isEmpty())
        texts << mrkdwn::shortened(text, longestLine * 2);
    qsizetype told = 0;
    qsizetype untold = 0;
    for (const FieldChange &difference : change.differences) {
        const auto label = design.labelOf(difference.field);
        if (!label)
            continue;
        if (told >= mostDifferences) {
            ++untold;
            continue;
        }
        ++told;
        const qsizetype colon = difference.field.indexOf(u": ");
        const QString name = colon < 0 ? difference.field : difference.field.mid(colon + 2);
        const auto shown = [&](const QString &value) {
            const QString text = fieldText(name, value.left(longestValue), currency, design.source.moneyFields);
            return text.isEmpty() ? QObject::tr("(none)") : mrkdwn::shortened(mrkdwn::escaped(text), longestLine / 2);
        };
        texts << QObject::tr("%1: %2 → %3")
                     .arg(mrkdwn::escaped(*label), shown(difference.before), shown(difference.after));
    }
    if (untold > 0)
        texts << QObject::tr("… and %1 more changes").arg(untold);
    QJsonArray blocks = sectionsOf(texts);
    if (const QString about = design.context.render(values); !about.isEmpty())
        blocks.append(contextBlock(about));
    return message(headline, blocks);
}

} // namespace ledgercast
