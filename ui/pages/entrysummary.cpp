// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entrytabs.h"

#include "core/domain/floodrules.h"
#include "ui/format/entrystate.h"
#include "ui/format/format.h"
#include "ui/pages/entryheard.h"
#include "ui/present/errorwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>

namespace ledgercast {

namespace {

constexpr int side = 18;
constexpr int labelWidth = 116;

/// Values that read better as a date or an amount.
QString valueText(const QString &field, const QString &value, const QDateTime &now)
{
    if (field.endsWith(u"date") || field.endsWith(u"_on"))
        if (const QDate date = QDate::fromString(value, Qt::ISODate); date.isValid())
            return format::date(date, now.toLocalTime().date());
    return value;
}

/// " (mapping: warehouse 110)"; empty where the document says it itself.
QString mappedFrom(const Document &document, const QString &code)
{
    for (const CostCentreShare &share : document.costCentres) {
        if (share.code == code && share.isMapped())
            return u" (" + share.provenance + u')';
    }
    return {};
}

/// Why it has no message of its own.
QString toldTogether(const DeliveryRow &delivery)
{
    if (delivery.heldFor == heldfor::burst)
        return SummaryTab::tr("in one message with others, since much happened at once");
    if (delivery.heldFor == heldfor::quietHours)
        return SummaryTab::tr("in one message with others, after the quiet hours");
    if (delivery.heldFor == heldfor::muted)
        return SummaryTab::tr("in one message with others, after it was muted");
    return SummaryTab::tr("in a digest");
}

} // namespace

QString fieldName(const QString &field)
{
    QString name = field;
    name.replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

SummaryTab::SummaryTab(const Theme &theme, QWidget *parent) : QScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("summaryTab"));
    setAccessibleName(tr("Summary"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
}

QWidget *SummaryTab::heading(const QString &text)
{
    return new TextLabel(m_theme, TextStyle::BodyStrong, Token::Text, text);
}

QWidget *SummaryTab::makeFields(const QList<Row> &rows)
{
    auto *widget = new QWidget;
    auto *form = new QFormLayout(widget);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const auto &[label, value] : rows) {
        if (value.isEmpty())
            continue;
        auto *name = new TextLabel(m_theme, TextStyle::Body, Token::Muted, label);
        name->setMinimumWidth(labelWidth);
        auto *text = new TextLabel(m_theme, TextStyle::Body, Token::Text, value);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setWordWrap(true);
        form->addRow(name, text);
    }
    return widget;
}

QWidget *SummaryTab::makeDifferences(const QList<FieldChange> &differences)
{
    QList<Row> rows;
    for (const FieldChange &change : differences) {
        const QString before = change.before.isEmpty() ? tr("empty") : change.before;
        const QString after = change.after.isEmpty() ? tr("empty") : change.after;
        rows += {fieldName(change.field), tr("%1 → %2").arg(before, after)};
    }
    return makeFields(rows);
}

QWidget *SummaryTab::makeException(const EntryRow &entry)
{
    const Finding &finding = *entry.finding;
    const auto money =
        finding.atStake ? format::money(finding.atStake->amount, finding.atStake->currency).whole() : QString();
    return makeFields({{tr("Where"), finding.reference},
                       {tr("Finding"), finding.sentence},
                       {tr("Expected"), finding.expected},
                       {tr("Actual"), finding.actual},
                       {tr("Tolerance"), finding.tolerance},
                       {tr("At stake"), money},
                       {tr("Rule"), finding.rule},
                       {tr("Next step"), entry.kind == ChangeKind::ExceptionRaised ? finding.nextStep : QString()},
                       {tr("Source"), findingOrigin()}});
}

QWidget *SummaryTab::makeDelivery(const EntryDetail &detail, const DeliveryRow &delivery, const QDateTime &now)
{
    auto *widget = new QWidget;
    widget->setObjectName(QStringLiteral("deliveryRow"));
    const StateLook look = lookOf(entryStateOf(delivery.state), delivery.reason);
    auto *pill = new Pill(m_theme);
    pill->setLook({look.word, look.symbol, look.tone});
    auto *channel = new TextLabel(m_theme, TextStyle::BodyMedium, Token::Text, u'#' + delivery.channel);
    QStringList notes;
    if (delivery.role == DeliveryRole::Update)
        notes += tr("update in the thread");
    else if (delivery.role == DeliveryRole::Edit)
        notes += tr("first message brought up to date");
    else if (delivery.role == DeliveryRole::Detail)
        notes += tr("lines, as a reply");
    if (!delivery.bundle.isEmpty())
        notes += toldTogether(delivery);
    if (!delivery.routeName.isEmpty())
        notes += tr("rule “%1”").arg(delivery.routeName);
    if (delivery.postedAt)
        notes += tr("posted %1").arg(format::moment(toDateTime(*delivery.postedAt), now));
    else if (delivery.nextAttemptAt && delivery.state == DeliveryState::Held)
        notes += tr("goes out %1").arg(format::moment(toDateTime(*delivery.nextAttemptAt), now));
    else if (delivery.nextAttemptAt)
        notes += tr("next try %1").arg(format::moment(toDateTime(*delivery.nextAttemptAt), now));
    if (delivery.state == DeliveryState::Failed || delivery.reason == u"parent_failed")
        notes += errorWords(delivery.reason, delivery.channel).title;
    else if (delivery.state == DeliveryState::Dismissed && !delivery.reason.isEmpty())
        notes += delivery.reason == u"replayed_elsewhere" ? tr("replayed to another channel") : delivery.reason;
    if (const QStringList people = acknowledgedBy(detail, delivery.id); !people.isEmpty())
        notes += tr("acknowledged by %1").arg(people.join(u", "_qs));
    const QString sentence = notes.join(u" · "_qs);
    auto *note = new TextLabel(m_theme, TextStyle::Small, Token::Muted, sentence.left(1).toUpper() + sentence.mid(1));
    note->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->addWidget(channel, 1);
    head->addWidget(pill);
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(note);
    widget->setAccessibleName(tr("#%1, %2").arg(delivery.channel, look.word));
    return widget;
}

void SummaryTab::setDetail(const EntryDetail &detail, const QStringList &today,
                           const QHash<QString, QString> &costCentres, const QDateTime &now)
{
    const Document &document = detail.change.document;
    QStringList centres;
    for (const QString &code : detail.row.costCentres)
        centres += QString(code + u' ' + costCentres.value(code)).trimmed() + mappedFrom(document, code);
    QList<Row> rows{
        {tr("Number"), document.number},
        {tr("Supplier"), QString(document.partyName + u' ' + document.partyId).trimmed()},
        {tr("Amount"),
         document.amount ? format::money(document.amount->amount, document.amount->currency).whole() : QString()},
        {tr("Cost centre"), centres.join(u'\n')},
        {tr("Status"), fieldName(document.status)},
        {tr("Company"),
         document.division.isEmpty() ? document.company : QString(document.company + u" / " + document.division)},
        {tr("Version"), detail.change.version > 1 ? QString::number(detail.change.version) : QString()}};
    static const QSet<QString> shown{u"number"_qs,   u"status"_qs,   u"company"_qs,    u"division"_qs, u"amount"_qs,
                                     u"currency"_qs, u"supplier"_qs, u"party_name"_qs, u"party_id"_qs};
    for (auto field = document.fields.cbegin(); field != document.fields.cend(); ++field)
        if (!shown.contains(field.key()))
            rows += {fieldName(field.key()), valueText(field.key(), field.value(), now)};
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(side, 14, side, 16);
    column->setSpacing(9);
    if (detail.row.finding) {
        const QString kind = displayName(detail.row.finding->kind);
        column->addWidget(
            heading(detail.row.kind == ChangeKind::ExceptionCleared ? tr("Cleared: %1").arg(kind) : kind));
        column->addWidget(makeException(detail.row));
        column->addSpacing(5);
    }
    if (!detail.change.differences.isEmpty()) {
        column->addWidget(heading(tr("What changed")));
        column->addWidget(makeDifferences(detail.change.differences));
        column->addSpacing(5);
    }
    column->addWidget(heading(tr("Record")));
    column->addWidget(makeFields(rows));
    column->addSpacing(5);
    column->addWidget(heading(tr("Posts")));
    for (const DeliveryRow &delivery : detail.deliveries)
        column->addWidget(makeDelivery(detail, delivery, now));
    if (detail.deliveries.isEmpty())
        column->addWidget(new TextLabel(m_theme, TextStyle::Body, Token::Muted, lookOf(detail.row.state).meaning));
    if (!today.isEmpty()) {
        column->addSpacing(5);
        column->addWidget(heading(tr("Found now, by today's rules")));
        auto *words = new TextLabel(m_theme, TextStyle::Body, Token::TextSecondary, today.join(u'\n'));
        words->setObjectName(QStringLiteral("todayWords"));
        words->setTextFormat(Qt::PlainText);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setWordWrap(true);
        column->addWidget(words);
    }
    column->addStretch(1);
    setWidget(page);
    page->setAutoFillBackground(false);
}

} // namespace ledgercast
