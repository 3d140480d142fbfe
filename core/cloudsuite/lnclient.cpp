// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/lnclient.h"

#include "core/cloudsuite/gatewayerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace ledgercast {

namespace {

const QString suiteName = QStringLiteral("LN");

QString operatorOf(const QString &op)
{
    static const QMap<QString, QString> words{
        {QStringLiteral("="), QStringLiteral("eq")}, {QStringLiteral("<>"), QStringLiteral("ne")},
        {QStringLiteral("<"), QStringLiteral("lt")}, {QStringLiteral("<="), QStringLiteral("le")},
        {QStringLiteral(">"), QStringLiteral("gt")}, {QStringLiteral(">="), QStringLiteral("ge")}};
    return words.value(op);
}

Result<QString> conditionText(const RowCondition &condition)
{
    using Kind = RowCondition::Kind;
    const QString head = condition.column + u' ' + operatorOf(condition.op) + u' ';
    if (condition.kind == Kind::Text) {
        if (rowfilter::hasControl(condition.value))
            return rowfilter::badValue(condition);
        return QString(head + u'\'' + QString(condition.value).replace(u'\'', QStringLiteral("''")) + u'\'');
    }
    if (!rowfilter::isNumber(condition.value))
        return rowfilter::badValue(condition);
    if (condition.kind == Kind::Number)
        return QString(head + condition.value);
    const QString day = condition.value.left(4) + u'-' + condition.value.mid(4, 2) + u'-' + condition.value.mid(6, 2);
    return head + day + (condition.kind == Kind::Instant ? QStringLiteral("T00:00:00Z") : QString());
}

/// OData wants spaces as %20, not as '+'.
void add(QByteArray &query, const char *name, const QString &value)
{
    if (!query.isEmpty())
        query += '&';
    query += QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
}

M3Record rowOf(const QJsonObject &properties)
{
    M3Record row;
    for (auto property = properties.begin(); property != properties.end(); ++property) {
        const bool isPlain = !property.value().isObject() && !property.value().isArray();
        if (isPlain && !property.key().contains(u'@'))
            row.insert(property.key(), property.value().toVariant().toString().trimmed());
    }
    return row;
}

} // namespace

Result<QByteArray> LnClient::queryOf(const RowQuery &query)
{
    if (!query.link.isEmpty())
        return query.link.toLatin1();
    const auto filter = rowfilter::text(query, {conditionText});
    if (!filter)
        return fail(filter.error());
    QByteArray encoded;
    if (!filter->isEmpty())
        add(encoded, "$filter", *filter);
    if (!query.columns.isEmpty())
        add(encoded, "$select", query.columns.join(u','));
    if (!query.order.isEmpty())
        add(encoded, "$orderby", query.order.join(u','));
    add(encoded, "$top", QString::number(query.maxRows));
    return encoded;
}

Result<RowPage> LnClient::parse(const QByteArray &body, const QString &path, int asked, const QString &operation)
{
    const QJsonObject object = QJsonDocument::fromJson(quotedNumbers(body)).object();
    if (object[u"error"].isObject()) {
        const QJsonValue error = object[u"error"];
        return fail(gatewayerrors::ofRefusal(suiteName, path.section(u'/', 3), error[u"message"].toString(),
                                             error[u"code"].toString(), operation));
    }
    if (!object[u"value"].isArray())
        return fail(gatewayerrors::ofBody(body, suiteName, operation));
    RowPage page;
    const QJsonArray values = object[u"value"].toArray();
    for (const QJsonValue &value : values)
        page.rows.append(rowOf(value.toObject()));
    const QString next = object[u"@odata.nextLink"].toString();
    page.hasMore = !next.isEmpty() || page.rows.size() >= asked;
    if (next.isEmpty())
        return page;
    const QUrl target = QUrl(QStringLiteral("/") + path).resolved(QUrl(next));
    if (!target.path().endsWith(u'/' + path) || !target.hasQuery())
        return badLink(operation);
    // A link that counts rows would step over one whenever one in front of it goes: there the key goes on.
    const auto items = QUrlQuery(target).queryItems(QUrl::FullyDecoded);
    const bool isCounting =
        std::any_of(items.begin(), items.end(), [](const auto &item) { return item.first == u"$skip"; });
    if (!isCounting)
        page.link = target.query(QUrl::FullyEncoded);
    return page;
}

QCoro::Task<Result<RowPage>> LnClient::read(RowQuery query)
{
    const auto encoded = queryOf(query);
    if (!encoded)
        co_return tl::unexpected(encoded.error());
    GatewayRequest request;
    request.path = QStringLiteral("LN/lnapi/odata/%1").arg(query.set);
    request.query = *encoded;
    const QString company = query.company.isEmpty() ? m_company : query.company;
    if (!company.isEmpty())
        request.headers.emplaceBack("X-Infor-LnCompany", company.toUtf8());
    request.headers.emplaceBack("Content-Language", "en-US");
    request.suite = suiteName;
    request.program = query.set;
    request.operation = query.operation;
    const QString path = request.path;
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> answer = co_await sending;
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto page = parse(answer->body, path, query.maxRows, query.operation);
    if (!page)
        co_return page;
    page->calls = answer->calls;
    // $top counts the rows of all linked pages: where the links end there may be more behind.
    page->hasMore = page->hasMore || (!query.link.isEmpty() && !page->rows.isEmpty());
    co_return page;
}

} // namespace ledgercast
