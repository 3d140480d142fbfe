// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordlink.h"

#include "core/domain/recordtype.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RecordLink)
};

const auto everyOther = QStringLiteral("*");

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(QStringLiteral("\\{([^{}]*)\\}"));
    return expression;
}

QString valueOf(const QString &name, const Document &document)
{
    const QHash<QString, QString> values{
        {QStringLiteral("tenant"), document.tenant},     {QStringLiteral("company"), document.company},
        {QStringLiteral("division"), document.division}, {QStringLiteral("type"), document.type},
        {QStringLiteral("number"), document.number},     {QStringLiteral("key"), document.key},
        {QStringLiteral("party"), document.partyId},     {QStringLiteral("program"), programOf(document.type)}};
    return values.value(name);
}

QString mistakeIn(const QString &text)
{
    if (!text.startsWith(u"https://"))
        return Words::tr("the address must start with https://");
    const QString host = text.mid(8).section(QRegularExpression(QStringLiteral("[/?#]")), 0, 0);
    if (host.isEmpty() || host.contains(u'{') || host.contains(u'@'))
        return Words::tr("the host must be written out, such as mingle-portal.example.com");
    for (auto found = placeholder().globalMatch(text); found.hasNext();) {
        const QString name = found.next().captured(1);
        if (!LinkPattern::placeholders().contains(name))
            return Words::tr("{%1} isn't known; there are {%2}")
                .arg(name, LinkPattern::placeholders().join(QStringLiteral("}, {")));
    }
    QString rest = text;
    rest.replace(placeholder(), QStringLiteral("x"));
    if (rest.contains(u'{') || rest.contains(u'}'))
        return Words::tr("there is a { or } without its partner");
    if (!QUrl(rest, QUrl::StrictMode).isValid())
        return Words::tr("it isn't an address; spaces and other special characters must be written as %20 and so on");
    return {};
}

} // namespace

QStringList LinkPattern::placeholders()
{
    return {QStringLiteral("tenant"), QStringLiteral("company"), QStringLiteral("division"), QStringLiteral("type"),
            QStringLiteral("number"), QStringLiteral("key"),     QStringLiteral("party"),    QStringLiteral("program")};
}

tl::expected<LinkPattern, QString> LinkPattern::parse(const QString &text)
{
    if (const QString mistake = mistakeIn(text); !mistake.isEmpty())
        return tl::unexpected<QString>(mistake);
    return LinkPattern(text);
}

QUrl LinkPattern::linkTo(const Document &document) const
{
    QString address;
    qsizetype from = 0;
    for (auto found = placeholder().globalMatch(m_text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString value = valueOf(match.captured(1), document);
        // A record's address without its record would open something else.
        if (value.isEmpty() && match.captured(1) != u"division")
            return {};
        address += m_text.mid(from, match.capturedStart() - from) + QString::fromLatin1(QUrl::toPercentEncoding(value));
        from = match.capturedEnd();
    }
    return QUrl(address + m_text.mid(from), QUrl::StrictMode);
}

tl::expected<LinkPatterns, QString> LinkPatterns::parse(const QString &general, const QString &byType)
{
    LinkPatterns patterns;
    const auto add = [&patterns](const QString &type, const QString &text) {
        const auto pattern = LinkPattern::parse(text);
        if (pattern)
            patterns.m_patterns.insert(type, *pattern);
        return pattern ? QString() : pattern.error();
    };
    if (const QString text = general.trimmed(); !text.isEmpty()) {
        if (const QString mistake = add(everyOther, text); !mistake.isEmpty())
            return tl::unexpected<QString>(mistake);
    }
    for (const QString &entry : byType.split(u'|', Qt::SkipEmptyParts)) {
        if (entry.trimmed().isEmpty())
            continue;
        const QString type = entry.section(u'=', 0, 0).trimmed();
        if (!recordtype::known().contains(type))
            return tl::unexpected<QString>(
                Words::tr("%1 isn't a record type; write supplier_invoice=https://…").arg(type));
        if (const QString mistake = add(type, entry.section(u'=', 1).trimmed()); !mistake.isEmpty())
            return tl::unexpected<QString>(type + u": " + mistake);
    }
    return patterns;
}

QUrl LinkPatterns::linkTo(const Document &document) const
{
    for (const QString &type : {document.type, everyOther}) {
        const auto found = m_patterns.constFind(type);
        if (found != m_patterns.constEnd())
            return found->linkTo(document);
    }
    return {};
}

QString LinkPatterns::general() const
{
    const auto found = m_patterns.constFind(everyOther);
    return found == m_patterns.constEnd() ? QString() : found->text();
}

QString LinkPatterns::byType() const
{
    QStringList entries;
    for (auto pattern = m_patterns.cbegin(); pattern != m_patterns.cend(); ++pattern) {
        if (pattern.key() != everyOther)
            entries << pattern.key() + u'=' + pattern->text();
    }
    return entries.join(QStringLiteral(" | "));
}

QString programOf(const QString &recordType)
{
    using namespace recordtype;
    static const QHash<QString, QString> programs{{supplierInvoice.toString(), QStringLiteral("APS200")},
                                                  {pendingInvoice.toString(), QStringLiteral("APS450")},
                                                  {purchaseOrder.toString(), QStringLiteral("PPS200")},
                                                  {goodsReceipt.toString(), QStringLiteral("PPS300")},
                                                  {payment.toString(), QStringLiteral("APS200")},
                                                  {voucher.toString(), QStringLiteral("GLS200")},
                                                  {supplier.toString(), QStringLiteral("CRS620")},
                                                  {customer.toString(), QStringLiteral("CRS610")},
                                                  {item.toString(), QStringLiteral("MMS001")},
                                                  {account.toString(), QStringLiteral("CRS630")},
                                                  {costCentre.toString(), QStringLiteral("CRS630")},
                                                  {dimension.toString(), QStringLiteral("CRS630")},
                                                  {division.toString(), QStringLiteral("MNS100")},
                                                  {currency.toString(), QStringLiteral("CRS055")},
                                                  {exchangeRate.toString(), QStringLiteral("CRS058")},
                                                  {authorizedUser.toString(), QStringLiteral("MNS150")}};
    return programs.value(recordType);
}

} // namespace ledgercast
