// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/values.h"

#include "core/domain/recordtype.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

/// How many cost centres are named before the rest is counted.
constexpr qsizetype namedCentres = 8;

QString yes()
{
    return Words::tr("yes");
}

/// "partly_received" becomes "Partly received".
QString readableWord(const QString &word)
{
    QString text = word;
    text.replace(u'_', u' ');
    return text.left(1).toUpper() + text.mid(1);
}

QDate isoDate(const QString &value)
{
    static const QRegularExpression iso(QRegularExpression::anchoredPattern(QStringLiteral("\\d{4}-\\d{2}-\\d{2}")));
    return iso.match(value).hasMatch() ? QDate::fromString(value, Qt::ISODate) : QDate();
}

struct FieldName
{
    QString line; ///< "line 10", or empty
    QString name;
};

/// Whether sums of a few thousand such amounts stay exact.
bool isSummable(const Decimal &amount)
{
    return amount.scale() <= 4 && amount.abs() <= Decimal(1'000'000'000'000, 0);
}

/// Takes "line 10: price" apart, as the planner names what changed in a line.
FieldName fieldNameOf(const QString &field)
{
    const qsizetype colon = field.startsWith(u"line ") ? field.lastIndexOf(u": ") : -1;
    return colon < 0 ? FieldName{{}, field} : FieldName{field.left(colon), field.mid(colon + 2)};
}

} // namespace

MessageValues::MessageValues(const MessageDesign &design, const Change &change, const ComposeContext &context)
    : m_design(design), m_change(change), m_document(change.document), m_context(context)
{
    m_currency = m_document.amount ? m_document.amount->currency : m_document.fields.value(QStringLiteral("currency"));
    m_mask = FieldMask(context.maskedFields, change, design.moneyFields);
    learnSecrets();
    addFields();
    addDocument();
    addStatus();
    addChange();
    addFinding();
    addDerived();
    hideMasked();
}

void MessageValues::addFields()
{
    const Fields &fields = m_document.fields;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (field.value() != u"false")
            m_values.insert(field.key(), readable(field.key(), field.value(), m_currency));
    }
}

void MessageValues::addDocument()
{
    const QString party = m_document.partyName.isEmpty() ? m_document.partyId : m_document.partyName;
    const QString where =
        m_document.division.isEmpty() ? m_document.company : m_document.company + u'/' + m_document.division;
    m_values.insert(QStringLiteral("record_type"), recordtype::displayName(m_document.type));
    m_values.insert(QStringLiteral("label"), recordtype::documentLabel(m_document.type, m_document.number));
    m_values.insert(QStringLiteral("number"), m_document.number);
    m_values.insert(QStringLiteral("tenant"), m_document.tenant);
    m_values.insert(QStringLiteral("company"), m_document.company);
    m_values.insert(QStringLiteral("division"), m_document.division);
    m_values.insert(QStringLiteral("where"), where);
    m_values.insert(QStringLiteral("party_id"), m_document.partyId);
    m_values.insert(QStringLiteral("party_name"), party);
    if (!party.isEmpty())
        m_values.insert(QStringLiteral("supplier_name"), party);
    if (m_document.amount) {
        m_values.insert(QStringLiteral("amount"), money(m_document.amount->amount, m_currency));
        if (m_document.amount->amount.isNegative())
            m_values.insert(QStringLiteral("is_credit"), yes());
    }
    m_values.insert(QStringLiteral("cost_centre"), readableCentres());
    if (!m_document.lines.isEmpty())
        m_values.insert(QStringLiteral("line_count"), m_context.locale.toString(m_document.lines.size()));
}

void MessageValues::addStatus()
{
    m_values.insert(QStringLiteral("status"), readableWord(m_document.status));
    if (!m_document.status.isEmpty())
        m_values.insert(u"status_is_" + m_document.status, yes());
    for (const FieldChange &difference : m_change.differences) {
        if (difference.field == u"status")
            m_values.insert(QStringLiteral("status_before"), readableWord(difference.before));
    }
}

void MessageValues::addChange()
{
    const QDateTime detected = toDateTime(m_change.detectedAt).toTimeZone(m_context.timeZone);
    const bool isFirst = m_change.kind == ChangeKind::Created || m_change.kind == ChangeKind::Known;
    m_values.insert(QStringLiteral("read_at"),
                    date(detected.date()) + detected.toString(u" HH:mm ") + m_context.timeZone.abbreviation(detected));
    m_values.insert(QStringLiteral("changed_on"), date(m_document.modifiedOn));
    m_values.insert(QStringLiteral("changed_by"), m_document.modifiedBy);
    m_values.insert(QStringLiteral("version"), QString::number(m_change.version));
    m_values.insert(QStringLiteral("is_new"), isFirst ? yes() : QString());
    for (const FieldChange &difference : m_change.differences) {
        // What is masked tells by its mark that it changed, also where its end is the same.
        if (fieldNameOf(difference.field).name.endsWith(u"_mark"))
            m_values.insert(QStringLiteral("changed_masked"), yes());
    }
    m_values.insert(QStringLiteral("is_status_change"), m_change.kind == ChangeKind::StatusChanged ? yes() : QString());
}

void MessageValues::addFinding()
{
    if (!m_change.finding)
        return;
    const Finding &finding = *m_change.finding;
    m_values.insert(QStringLiteral("exception"), displayName(finding.kind));
    m_values.insert(QStringLiteral("is_cleared"), m_change.kind == ChangeKind::ExceptionCleared ? yes() : QString());
    m_values.insert(QStringLiteral("reference"), finding.reference);
    m_values.insert(QStringLiteral("expected"), finding.expected);
    m_values.insert(QStringLiteral("actual"), finding.actual);
    m_values.insert(QStringLiteral("tolerance"), finding.tolerance);
    m_values.insert(QStringLiteral("rule"), finding.rule);
    m_values.insert(QStringLiteral("sentence"), finding.sentence);
    m_values.insert(QStringLiteral("next_step"), finding.nextStep);
    m_values.insert(QStringLiteral("origin"), findingOrigin());
    m_values.insert(QStringLiteral("at_stake"),
                    finding.atStake ? money(finding.atStake->amount, finding.atStake->currency) : QString());
}

Values MessageValues::ofLine(const Fields &line) const
{
    Values values;
    for (auto field = line.cbegin(); field != line.cend(); ++field) {
        if (field.value() != u"false")
            values.insert(field.key(), readable(field.key(), field.value(), m_currency));
    }
    if (const QString code = line.value(QStringLiteral("cost_centre")); !code.isEmpty())
        values.insert(QStringLiteral("cost_centre"), nameOfCentre(code));
    for (auto value = values.begin(); value != values.end() && !m_mask.isEmpty(); ++value)
        *value = shown(value.key(), *value);
    return values;
}

QString MessageValues::labelOf(const FieldChange &difference) const
{
    const FieldName field = fieldNameOf(difference.field);
    QString label = readableWord(field.name);
    for (const auto &[name, told] : m_design.fieldLabels) {
        if (name == field.name)
            label = told;
    }
    if (label.isEmpty() || field.line.isEmpty())
        return label;
    return Words::tr("%1: %2", "a line of an order, then what changed").arg(readableWord(field.line), label);
}

QString MessageValues::before(const FieldChange &difference) const
{
    QString currency = m_currency;
    for (const FieldChange &other : m_change.differences) {
        if (other.field == u"currency")
            currency = other.before;
    }
    return shown(fieldNameOf(difference.field).name, readable(difference.field, difference.before, currency));
}

QString MessageValues::after(const FieldChange &difference) const
{
    return shown(fieldNameOf(difference.field).name, readable(difference.field, difference.after, m_currency));
}

QString MessageValues::sumFrom(qsizetype firstLine) const
{
    Decimal sum;
    for (qsizetype i = firstLine; i < m_document.lines.size(); ++i) {
        const auto amount = Decimal::parse(m_document.lines.at(i).value(QStringLiteral("amount")));
        if (!amount || !isSummable(*amount) || !isSummable(sum))
            return {};
        sum = sum + *amount;
    }
    return shown(QStringLiteral("lines_total"), money(sum, m_currency));
}

QString MessageValues::shown(const QString &field, const QString &text) const
{
    if (m_mask.isEmpty() || text.isEmpty())
        return text;
    return m_mask.hides(field) ? FieldMask::mark() : m_mask.cleaned(text);
}

/// As people read them they may turn up elsewhere, too.
void MessageValues::learnSecrets()
{
    if (m_mask.isEmpty())
        return;
    const auto learn = [this](const Fields &fields) {
        for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
            if (m_mask.hides(field.key()))
                m_mask.addSecret(readable(field.key(), field.value(), m_currency));
        }
    };
    learn(m_document.fields);
    for (const Fields &line : m_document.lines)
        learn(line);
    if (m_document.amount && m_mask.hides(QStringLiteral("amount"))) {
        m_mask.addSecret(money(m_document.amount->amount, m_currency));
        m_mask.addSecret(money(m_document.amount->amount, {}));
    }
}

void MessageValues::hideMasked()
{
    if (m_mask.isEmpty())
        return;
    // What was compared comes from other documents, too: no text of these tells what is hidden there.
    static const QStringList compared{QStringLiteral("expected"), QStringLiteral("actual"), QStringLiteral("tolerance"),
                                      QStringLiteral("rule"), QStringLiteral("sentence")};
    const bool hidesStatus = m_mask.hides(QStringLiteral("status"));
    m_values.removeIf([&](const Values::iterator &value) {
        return (hidesStatus && value.key().startsWith(u"status_is_")) ||
               (value.key().startsWith(u"is_") && m_mask.hides(value.key()));
    });
    for (auto value = m_values.begin(); value != m_values.end(); ++value) {
        const bool isCompared = m_change.finding && compared.contains(value.key());
        *value = isCompared && !value->isEmpty() ? FieldMask::mark() : shown(value.key(), *value);
    }
}

QString MessageValues::readable(const QString &field, const QString &value, const QString &currency) const
{
    const FieldName name = fieldNameOf(field);
    if (value.isEmpty())
        return {};
    if (m_design.moneyFields.contains(name.name)) {
        const auto amount = Decimal::parse(value);
        return amount ? money(*amount, currency) : value;
    }
    if (name.name == u"status")
        return readableWord(value);
    if (name.name == u"cost_centre")
        return nameOfCentre(value);
    if (name.name == u"cost_centres") {
        QStringList centres = value.split(QStringLiteral(", "));
        for (QString &centre : centres)
            centre = nameOfCentre(centre);
        return centres.join(QStringLiteral(", "));
    }
    if (const QDate day = isoDate(value); day.isValid())
        return date(day);
    if (value == u"true")
        return yes();
    return value == u"false" ? Words::tr("no") : value;
}

QString MessageValues::readableCentres() const
{
    QStringList codes = m_context.costCentres;
    QHash<QString, QStringList> remarks; // its share, and where it comes from unless the document says it
    const bool hasShares = m_document.costCentres.size() > 1;
    for (const CostCentreShare &share : m_document.costCentres) {
        if (m_context.costCentres.isEmpty())
            codes << share.code;
        if (share.amount && hasShares && !m_mask.hides(QStringLiteral("amount")))
            remarks[share.code] << money(share.amount->amount, share.amount->currency);
        if (share.isMapped())
            remarks[share.code] << share.provenance;
    }
    codes.removeAll(QStringLiteral("unknown")); // routing's word for none
    codes.removeDuplicates();
    QStringList texts;
    for (const QString &code : codes.mid(0, namedCentres)) {
        const QString remark = remarks.value(code).join(u", ");
        texts << (remark.isEmpty() ? nameOfCentre(code) : nameOfCentre(code) + u" (" + remark + u')');
    }
    if (codes.size() > namedCentres)
        texts << Words::tr("%1 more").arg(codes.size() - namedCentres);
    return texts.join(u", ");
}

QString MessageValues::nameOfCentre(const QString &code) const
{
    const QString name = m_context.costCentreNames.value(code);
    return name.isEmpty() ? code : code + u' ' + name;
}

QString MessageValues::money(const Decimal &amount, const QString &currency) const
{
    return readableMoney(amount, currency, m_context.locale);
}

QString MessageValues::date(QDate date) const
{
    return m_context.locale.toString(date, u"d MMM yyyy");
}

QString readableMoney(const Decimal &amount, const QString &currency, const QLocale &locale)
{
    // A unit price of 0.0125 is not rounded away.
    const QString exact = amount.toString();
    const qsizetype exactPoint = exact.indexOf(u'.');
    const int needed = exactPoint < 0 ? 0 : static_cast<int>(exact.size() - exactPoint - 1);
    const QString fixed = amount.abs().toFixed(std::max(currencyDecimals(currency), needed));
    const qsizetype point = fixed.indexOf(u'.');
    QString text = locale.toString(fixed.left(point < 0 ? fixed.size() : point).toLongLong());
    if (point >= 0) {
        text += locale.decimalPoint();
        for (const QChar digit : fixed.mid(point + 1))
            text += locale.toString(digit.digitValue());
    }
    if (amount.isNegative())
        text.prepend(QChar(0x2212));
    return currency.isEmpty() ? text : text + u' ' + currency;
}

} // namespace ledgercast
