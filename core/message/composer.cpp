// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/composer.h"

#include "core/domain/mention.h"
#include "core/message/blocks.h"
#include "core/message/mrkdwn.h"
#include "core/message/values.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

constexpr qsizetype detailLines = 40;
constexpr qsizetype toldDifferences = 20;
constexpr qsizetype notedDifferences = 5;
constexpr qsizetype valueLimit = 70;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

/// What a change can't be told without, if the design makes nothing of it.
QString orLabel(const QString &text, const MessageValues &values)
{
    if (!text.isEmpty())
        return text;
    const QString label = mrkdwn::escaped(values.all().value(QStringLiteral("label")));
    return label.isEmpty() ? Words::tr("A record changed") : label;
}

/// A word for people of the record that nobody in Slack is known for calls nobody.
QString called(const QString &mention, const ComposeContext &context)
{
    if (!recordMentions().contains(mention))
        return mrkdwn::mention(mention);
    QStringList tokens;
    const QStringList ids = context.people.value(mention);
    for (const QString &id : ids)
        tokens << mrkdwn::mention(id);
    tokens.removeAll(QString());
    return tokens.join(u' ');
}

/// Of the rule, else of the design, where the amount is large enough.
QString mentionOf(const MessageDesign &design, const Change &change, const ComposeContext &context)
{
    if (isMention(context.mention))
        return called(context.mention, context);
    const std::optional<Money> &amount = change.document.amount;
    const bool isLarge = !design.mentionedFrom || (amount && amount->amount.abs() >= *design.mentionedFrom);
    return isLarge ? called(design.mention, context) : QString();
}

QUrl linkOf(const MessageDesign &design, const ComposeContext &context, const FieldMask &mask)
{
    const QByteArray encoded = context.recordLink.toEncoded();
    const bool tells = mask.reveals(QString::fromLatin1(encoded)) || mask.reveals(QUrl::fromPercentEncoding(encoded));
    return design.hasLink && !tells ? context.recordLink : QUrl();
}

QString shownValue(const QString &value)
{
    const QString text = mrkdwn::shortened(mrkdwn::escaped(value), valueLimit);
    return text.isEmpty() ? QString(QChar(0x2014)) : text;
}

QStringList differenceLines(const Change &change, const MessageValues &values, qsizetype most = toldDifferences)
{
    QStringList lines;
    qsizetype more = 0;
    for (const FieldChange &difference : change.differences) {
        const QString label = mrkdwn::shortened(mrkdwn::escaped(values.labelOf(difference)), valueLimit / 2);
        if (label.isEmpty())
            continue;
        if (lines.size() < most)
            lines << u'*' + label + u"* " + shownValue(values.before(difference)) + u" \u2192 " +
                         shownValue(values.after(difference));
        else
            ++more;
    }
    if (more > 0)
        lines << Words::tr("and %n more change(s)", nullptr, static_cast<int>(more));
    return lines;
}

QString editNote(const Change &change, const MessageValues &values)
{
    const QString when = mrkdwn::time(toMs(change.detectedAt) / 1000);
    const QString what = differenceLines(change, values, notedDifferences).join(QStringLiteral(" \u00b7 "));
    return what.isEmpty() ? Words::tr("Updated %1").arg(when) : Words::tr("Updated %1: %2").arg(when, what);
}

} // namespace

QString Message::text() const
{
    return QJsonDocument::fromJson(json)[u"text"].toString();
}

struct Composer::Design
{
    struct Field
    {
        QString label;
        Template value;
        bool isFullWidth;
        bool isShownEmpty;
    };

    [[nodiscard]] QList<LabelledValue> fieldsOf(const MessageValues &values) const;

    MessageDesign design;
    Template headline;
    Template fallback;
    Template text;
    QList<Field> fields;
    Template context;
    Template detailTitle;
    Template detailLine;
    Template updateHeadline;
    Template updateText;
};

QList<LabelledValue> Composer::Design::fieldsOf(const MessageValues &values) const
{
    QList<LabelledValue> shown;
    for (const Field &field : fields) {
        const QString value = field.value.render(values.all());
        if (!value.isEmpty() || field.isShownEmpty)
            shown.append({field.label, value.isEmpty() ? QString(QChar(0x2014)) : value, field.isFullWidth});
    }
    return shown;
}

Composer::Composer() = default;
Composer::~Composer() = default;
Composer::Composer(Composer &&) noexcept = default;
Composer &Composer::operator=(Composer &&) noexcept = default;

Result<Composer> Composer::create(const QList<MessageDesign> &designs)
{
    const QString operation = Words::tr("Read the message designs");
    QString mistake;
    const auto compiled = [&mistake](const QString &text, Template::Target target = Template::Target::Mrkdwn) {
        auto parsed = Template::parse(text, target);
        if (!parsed && mistake.isEmpty())
            mistake = parsed.error();
        return parsed ? *parsed : *Template::parse({}, target);
    };
    Composer composer;
    for (const MessageDesign &design : designs) {
        QList<Design::Field> fields;
        for (const DesignField &field : design.fields)
            fields.append({mrkdwn::escaped(field.label), compiled(field.value), field.isFullWidth, field.isShownEmpty});
        composer.m_designs.insert(
            design.recordType,
            std::make_shared<const Design>(
                Design{design, compiled(design.headline, Template::Target::PlainText), compiled(design.fallback),
                       compiled(design.text), fields, compiled(design.context), compiled(design.detailTitle),
                       compiled(design.detailLine), compiled(design.updateHeadline, Template::Target::PlainText),
                       compiled(design.updateText)}));
        if (!mistake.isEmpty())
            return fail(ErrorKind::Input, operation, design.recordType + u": " + mistake);
    }
    if (!composer.m_designs.contains(QStringLiteral("*")))
        return fail(ErrorKind::Input, operation, Words::tr("There is no design for every other record type (\"*\")."));
    return composer;
}

Result<Composer> Composer::builtIn()
{
    const auto designs = builtInMessageDesigns();
    if (!designs)
        return fail(designs.error());
    return create(*designs);
}

const Composer::Design &Composer::designFor(const Change &change) const
{
    const auto found = m_designs.constFind(change.finding ? QStringLiteral("exception") : change.document.type);
    return found == m_designs.constEnd() ? **m_designs.constFind(QStringLiteral("*")) : **found;
}

Message Composer::card(const Change &change, const ComposeContext &context, bool isEdit) const
{
    const Design &design = designFor(change);
    const MessageValues values(design.design, change, context);
    // Nobody has to be called for what is over.
    const QString mention =
        change.kind == ChangeKind::ExceptionCleared ? QString() : mentionOf(design.design, change, context);
    Blocks blocks;
    blocks.addHeader(design.headline.render(values.all()));
    blocks.addText(QString(mention + u' ' + design.text.render(values.all())).trimmed());
    blocks.addFields(design.fieldsOf(values));
    if (isEdit)
        blocks.addContext(editNote(change, values), {});
    blocks.addContext(design.context.render(values.all()), linkOf(design.design, context, values.mask()),
                      design.design.linkLabel);
    return blocks.toMessage(orLabel(design.fallback.render(values.all()), values));
}

Message Composer::compose(const Change &change, const ComposeContext &context) const
{
    return card(change, context, false);
}

Message Composer::composeEdit(const Change &change, const ComposeContext &context) const
{
    return card(change, context, true);
}

std::optional<Message> Composer::composeDetail(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change);
    const QList<Fields> &documentLines = change.document.lines;
    if (documentLines.isEmpty() || design.design.detailTitle.isEmpty() || !design.design.hasDetail)
        return std::nullopt;
    const MessageValues values(design.design, change, context);
    QStringList lines;
    for (const Fields &line : documentLines.mid(0, detailLines)) {
        if (const QString text = design.detailLine.render(values.ofLine(line)); !text.isEmpty())
            lines << text;
    }
    if (const qsizetype more = documentLines.size() - detailLines; more > 0) {
        const QString sum = mrkdwn::escaped(values.sumFrom(detailLines));
        const QString count = Words::tr("and %n more line(s)", nullptr, static_cast<int>(more));
        lines << (sum.isEmpty() ? count : count + u", " + sum);
    }
    const QString title = orLabel(design.detailTitle.render(values.all()), values);
    Blocks blocks;
    blocks.addLines(QStringList{u'*' + mrkdwn::shortened(title, Blocks::headerLimit) + u'*'} + lines);
    return blocks.toMessage(title);
}

Message Composer::composeUpdate(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change);
    const MessageValues values(design.design, change, context);
    const QString headline = design.updateHeadline.render(values.all());
    // A corrected date in the thread is no reason to call everyone again.
    const QString mention =
        change.kind == ChangeKind::StatusChanged ? mentionOf(design.design, change, context) : QString();
    Blocks blocks;
    blocks.addHeader(headline);
    blocks.addText(QString(mention + u' ' + design.updateText.render(values.all())).trimmed());
    blocks.addLines(differenceLines(change, values));
    blocks.addContext(design.context.render(values.all()), linkOf(design.design, context, values.mask()),
                      design.design.linkLabel);
    return blocks.toMessage(orLabel(mrkdwn::escaped(headline), values));
}

QString Composer::whyNotSent(const Change &change) const
{
    const MessageDesign &design = designFor(change).design;
    const Document &document = change.document;
    if (!design.isOn)
        return QStringLiteral("kind_off");
    const bool isSmall = design.leastAmount && document.amount && document.amount->amount.abs() < *design.leastAmount;
    return isSmall ? QStringLiteral("below_kind_minimum") : QString();
}

MessageDesign::Updates Composer::updatesOf(const Change &change) const
{
    return designFor(change).design.updates;
}

MessageSize Composer::measure(const Change &change, const ComposeContext &context) const
{
    const Design &design = designFor(change);
    const MessageValues values(design.design, change, context);
    MessageSize size;
    size.headline = design.headline.render(values.all()).size();
    size.text =
        QString(mentionOf(design.design, change, context) + u' ' + design.text.render(values.all())).trimmed().size();
    const QList<LabelledValue> fields = design.fieldsOf(values);
    size.fields = fields.size();
    for (const LabelledValue &field : fields)
        size.longestField = std::max(size.longestField, field.label.size() + field.value.size());
    size.context = design.context.render(values.all()).size();
    const auto count = [&size](const QByteArray &json) {
        const QJsonArray blocks = QJsonDocument::fromJson(json)[u"blocks"].toArray();
        size.blocks = std::max<qsizetype>(size.blocks, blocks.size());
        size.total += Blocks::textSize(blocks);
    };
    count(compose(change, context).json);
    if (const auto detail = composeDetail(change, context))
        count(detail->json);
    return size;
}

Values Composer::valuesOf(const Change &change, const ComposeContext &context) const
{
    return MessageValues(designFor(change).design, change, context).all();
}

Values Composer::lineValuesOf(const Change &change, const ComposeContext &context) const
{
    if (change.document.lines.isEmpty())
        return {};
    return MessageValues(designFor(change).design, change, context).ofLine(change.document.lines.first());
}

} // namespace ledgercast
