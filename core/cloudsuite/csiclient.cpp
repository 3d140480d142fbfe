// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/csiclient.h"

#include "core/cloudsuite/formencoding.h"
#include "core/cloudsuite/gatewayerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

const QString suiteName = QStringLiteral("CSI");

Result<QString> conditionText(const RowCondition &condition)
{
    const QString head = condition.column + u' ' + condition.op + u' ';
    if (condition.kind == RowCondition::Kind::Number) {
        if (!rowfilter::isNumber(condition.value))
            return rowfilter::badValue(condition);
        return QString(head + condition.value);
    }
    if (rowfilter::hasControl(condition.value))
        return rowfilter::badValue(condition);
    return QString(head + u'\'' + QString(condition.value).replace(u'\'', QStringLiteral("''")) + u'\'');
}

} // namespace

Result<QByteArray> CsiClient::queryOf(const RowQuery &query)
{
    const auto filter = rowfilter::text(query, {conditionText, QStringLiteral(" AND "), QStringLiteral(" OR ")});
    if (!filter)
        return fail(filter.error());
    QList<std::pair<QString, QString>> parameters{{QStringLiteral("properties"), query.columns.join(u',')}};
    if (!filter->isEmpty())
        parameters.append({QStringLiteral("filter"), *filter});
    if (!query.order.isEmpty())
        parameters.append({QStringLiteral("orderby"), query.order.join(u',')});
    parameters.append({QStringLiteral("recordcap"), QString::number(query.maxRows)});
    parameters.append(
        {QStringLiteral("loadtype"), query.link.isEmpty() ? QStringLiteral("FIRST") : QStringLiteral("NEXT")});
    if (!query.link.isEmpty())
        parameters.append({QStringLiteral("bookmark"), query.link});
    return formEncoded(parameters);
}

Result<RowPage> CsiClient::parse(const QByteArray &body, const QString &ido, const QString &operation)
{
    const QJsonDocument document = QJsonDocument::fromJson(quotedNumbers(body));
    const QJsonObject object = document.object();
    if (!object.contains(u"Success"))
        return fail(gatewayerrors::ofBody(body, suiteName, operation));
    if (!object[u"Success"].toBool())
        return fail(gatewayerrors::ofRefusal(suiteName, ido, object[u"Message"].toString(),
                                             QStringLiteral("success_false"), operation));
    if (!object[u"Items"].isArray())
        return fail(gatewayerrors::ofBody(body, suiteName, operation));
    RowPage page;
    const QJsonArray items = object[u"Items"].toArray();
    for (const QJsonValue &item : items) {
        const QJsonObject properties = item.toObject();
        M3Record row;
        for (auto property = properties.begin(); property != properties.end(); ++property) {
            if (property.key() != u"_ItemId")
                row.insert(property.key(), property.value().toVariant().toString().trimmed());
        }
        page.rows.append(row);
    }
    page.hasMore = object[u"MoreRowsExist"].toBool();
    if (page.hasMore)
        page.link = object[u"Bookmark"].toString();
    return page;
}

QCoro::Task<Result<RowPage>> CsiClient::read(RowQuery query)
{
    if (m_configuration.isEmpty())
        co_return fail(ErrorKind::Input, query.operation,
                       QObject::tr("Which configuration of CSI is to be read isn't known. Ask the CloudSuite "
                                   "administrator for its name, and set cloudsuite.csi_configuration to it."),
                       {}, QStringLiteral("no_configuration"));
    const auto encoded = queryOf(query);
    if (!encoded)
        co_return tl::unexpected(encoded.error());
    GatewayRequest request;
    request.path = QStringLiteral("CSI/IDORequestService/ido/load/%1").arg(query.set);
    request.query = *encoded;
    request.headers = {{"X-Infor-MongooseConfig", m_configuration.toUtf8()}};
    request.suite = suiteName;
    request.program = query.set;
    request.operation = query.operation;
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> answer = co_await sending;
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto page = parse(answer->body, query.set, query.operation);
    if (page)
        page->calls = answer->calls;
    co_return page;
}

} // namespace ledgercast
