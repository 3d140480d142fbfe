// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/fsmclient.h"

#include "core/cloudsuite/formencoding.h"
#include "core/cloudsuite/gatewayerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace ledgercast {

namespace {

const QString suiteName = QStringLiteral("FSM");

Result<QString> conditionText(const RowCondition &condition)
{
    using Kind = RowCondition::Kind;
    const QString head = condition.column + u' ' + condition.op + u' ';
    if (condition.kind == Kind::Text) {
        // How the language escapes a quotation mark isn't documented.
        if (condition.value.contains(u'"') || rowfilter::hasControl(condition.value))
            return rowfilter::badValue(condition);
        return QString(head + u'"' + condition.value + u'"');
    }
    if (!rowfilter::isNumber(condition.value))
        return rowfilter::badValue(condition);
    return head + condition.value + (condition.kind == Kind::Instant ? QStringLiteral("000000") : QString());
}

QString fieldOf(const QString &column)
{
    return column.section(u'.', 0, 0);
}

/// Parts of a joined value get names of their own.
void split(const QString &name, const QString &value, M3Record &row)
{
    const QStringList parts = value.split(u'|');
    for (qsizetype at = 0; at < parts.size(); ++at)
        row.insert(name + u'.' + QString::number(at + 1), parts.at(at).trimmed());
}

M3Record rowOf(const QJsonObject &fields)
{
    M3Record row;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const QString value = field.value().toVariant().toString().trimmed();
        row.insert(field.key(), value);
        if (value.contains(u'|'))
            split(field.key(), value, row);
    }
    return row;
}

/// The query behind which the next page is; none if the link leads elsewhere.
std::optional<QString> linkOf(const QJsonObject &meta, const QString &path)
{
    const QJsonArray links = meta[u"_links"].toArray();
    for (const QJsonValue &link : links) {
        if (link[u"rel"].toString() != u"next")
            continue;
        const QUrl base(QStringLiteral("/") + path);
        const QUrl target = base.resolved(QUrl(link[u"href"].toString()));
        const bool isSame = target.path().endsWith(path) && target.hasQuery();
        return isSame ? std::optional(target.query(QUrl::FullyEncoded)) : std::nullopt;
    }
    return QString();
}

} // namespace

Result<QByteArray> FsmClient::queryOf(const RowQuery &query)
{
    if (!query.link.isEmpty())
        return query.link.toLatin1();
    QStringList fields;
    for (const QString &column : query.columns) {
        if (!fields.contains(fieldOf(column)))
            fields << fieldOf(column);
    }
    const auto filter = rowfilter::text(query, {conditionText});
    if (!filter)
        return fail(filter.error());
    QList<std::pair<QString, QString>> parameters{
        {QStringLiteral("_fields"), fields.isEmpty() ? QStringLiteral("_all") : fields.join(u',')},
        {QStringLiteral("_limit"), QString::number(query.maxRows)},
        {QStringLiteral("_setName"), QStringLiteral("SymbolicKey")}};
    if (!filter->isEmpty())
        parameters.append({QStringLiteral("_lplFilter"), *filter});
    parameters.append({{QStringLiteral("_links"), QStringLiteral("true")},
                       {QStringLiteral("_pageNav"), QStringLiteral("true")},
                       {QStringLiteral("_out"), QStringLiteral("JSON")},
                       {QStringLiteral("_flatten"), QStringLiteral("false")},
                       {QStringLiteral("_omitCountValue"), QStringLiteral("false")}});
    return formEncoded(parameters);
}

Result<RowPage> FsmClient::parse(const QByteArray &body, const QString &path, const QString &operation)
{
    const QJsonDocument document = QJsonDocument::fromJson(quotedNumbers(body));
    if (!document.isArray()) {
        const QJsonObject object = document.object();
        for (const auto *key : {u"message", u"error", u"_message"}) {
            const QString reason = object[QStringView(key)].toString();
            if (!reason.isEmpty())
                return fail(gatewayerrors::ofRefusal(suiteName, path.section(u'/', 4, 4), reason,
                                                     QStringLiteral("refused"), operation));
        }
        return fail(gatewayerrors::ofBody(body, suiteName, operation));
    }
    const QJsonArray elements = document.array();
    RowPage page;
    for (const QJsonValue &element : elements) {
        const QJsonObject object = element.toObject();
        if (object.contains(u"_fields")) {
            page.rows.append(rowOf(object[u"_fields"].toObject()));
            continue;
        }
        const auto link = linkOf(object, path);
        if (!link)
            return badLink(operation);
        page.link = *link;
    }
    if (!elements.isEmpty() && !elements.first().toObject().contains(u"_count") &&
        !elements.first().toObject().contains(u"_links") && page.rows.isEmpty())
        return fail(gatewayerrors::ofBody(body, suiteName, operation));
    page.hasMore = !page.link.isEmpty();
    return page;
}

QCoro::Task<Result<RowPage>> FsmClient::read(RowQuery query)
{
    const auto encoded = queryOf(query);
    if (!encoded)
        co_return tl::unexpected(encoded.error());
    GatewayRequest request;
    request.path = QStringLiteral("FSM/%1/soap/classes/%2/lists/_generic").arg(m_dataArea, query.set);
    request.query = *encoded;
    request.suite = suiteName;
    request.program = query.set;
    request.operation = query.operation;
    const QString path = request.path;
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> answer = co_await sending;
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto page = parse(answer->body, path, query.operation);
    if (page)
        page->calls = answer->calls;
    co_return page;
}

} // namespace ledgercast
