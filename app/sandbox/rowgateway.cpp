// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/rowgateway.h"

#include "app/sandbox/json.h"

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

constexpr qsizetype fsmPage = 500;
constexpr qsizetype csiPage = 5000;
constexpr qsizetype lnPage = 250;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

Reply gatewayError(int status, const char *message)
{
    return {status, "{\"code\":" + QByteArray::number(status) + ",\"message\":\"" + message + "\"}"};
}

Reply csiFailure(const QByteArray &message)
{
    return {200, "{\"Success\":false,\"Message\":" + jsonString(message) + ",\"Items\":[]}"};
}

Reply lnFailure(int status, const char *code, const QByteArray &message)
{
    return {status, QByteArray("{\"error\":{\"code\":\"") + code + "\",\"message\":" + jsonString(message) + "}}"};
}

QByteArray dayWith(const QByteArray &digits, const char *separator)
{
    return digits.first(4) + separator + digits.sliced(4, 2) + separator + digits.sliced(6, 2);
}

QByteArray timeOf(const QByteArray &stamp)
{
    return stamp.sliced(8, 2) + ':' + stamp.sliced(10, 2) + ':' + stamp.sliced(12, 2);
}

QByteArray csiValue(View::Kind kind, const QByteArray &value)
{
    if (kind == View::Kind::Date)
        return value.isEmpty() ? "null" : jsonString(value + " 00:00:00.000");
    if (kind == View::Kind::Stamp)
        return jsonString(value.first(8) + ' ' + timeOf(value) + ".000");
    if (kind != View::Kind::Decimal)
        return jsonString(value);
    const qsizetype point = value.indexOf('.');
    const qsizetype decimals = point < 0 ? 0 : value.size() - point - 1;
    return jsonString(value + (point < 0 ? "." : "") + QByteArray(8 - decimals, '0'));
}

QByteArray lnValue(View::Kind kind, const QByteArray &value)
{
    switch (kind) {
    case View::Kind::Date:
        return value.isEmpty() ? "null" : jsonString(dayWith(value, "-"));
    case View::Kind::Stamp:
        return jsonString(dayWith(value, "-") + 'T' + timeOf(value) + 'Z');
    case View::Kind::Flag:
        return value == "0" ? "false" : "true";
    case View::Kind::Number:
    case View::Kind::Decimal:
    case View::Kind::Serial:
        return value.isEmpty() ? "0" : value;
    default:
        return jsonString(value);
    }
}

using Writer = QByteArray (*)(View::Kind, const QByteArray &);

QByteArray objectOf(const View &view, const ViewRow &row, const QList<qsizetype> &columns, Writer write)
{
    QByteArrayList members;
    for (const qsizetype column : columns)
        members << jsonString(view.columns().at(column).name) + ':' +
                       write(view.columns().at(column).kind, row.values.at(column));
    return '{' + members.join(',') + '}';
}

/// What is asked for behind an OData page: the same, from its last row on, and so many rows fewer.
QByteArray linkTo(const QByteArray &query, const QByteArray &last, qsizetype left)
{
    QByteArrayList parts;
    for (const QByteArray &part : query.split('&')) {
        if (!part.startsWith("$skiptoken=") && !part.startsWith("$top="))
            parts << part;
    }
    if (left > 0)
        parts << "$top=" + QByteArray::number(left);
    parts << "$skiptoken=" + last.toBase64(base64);
    return parts.join('&');
}

QByteArray fsmValue(View::Kind, const QByteArray &value)
{
    return jsonString(value);
}

} // namespace

bool RowGateway::serves(const QByteArray &suite)
{
    return suite == "FSM" || suite == "CSI" || suite == "LN";
}

Reply RowGateway::handle(const QList<QByteArray> &path, const Request &request)
{
    if (request.isPost)
        return gatewayError(405, "Method not allowed");
    if (path.first() == "FSM")
        return fsm(path, request);
    return path.first() == "CSI" ? csi(path, request) : ln(path, request);
}

QList<qsizetype> RowGateway::columnsOf(const View &view, const QByteArray &names)
{
    QList<qsizetype> columns;
    for (const QByteArray &name : names.split(',')) {
        if (const qsizetype column = view.indexOf(name.trimmed()); column >= 0)
            columns << column;
    }
    return columns;
}

RowGateway::Page RowGateway::select(View &view, const Selection &selection) const
{
    Page page;
    ViewFilter filter;
    page.mistake = filter.parse(selection.filter, view, selection.isStrict);
    if (page.mistake)
        return page;
    QList<ViewRow> rows;
    for (const ViewRow &row : view.rows(m_views.tables())) {
        if ((selection.company.isEmpty() || row.company == selection.company) && filter.matches(view, row))
            rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const ViewRow &left, const ViewRow &right) {
        return view.compare(left, right, selection.order) < 0;
    });
    if (!selection.after.isEmpty()) {
        ViewRow last{{}, QByteArrayList(view.columns().size())};
        const QByteArrayList values = selection.after.split('\x1f');
        for (qsizetype at = 0; at < values.size() && at < selection.order.size(); ++at)
            last.values[selection.order.at(at)] = values.at(at);
        rows.removeIf([&](const ViewRow &row) { return view.compare(row, last, selection.order) <= 0; });
    }
    page.rows = rows.first(std::min(selection.most, rows.size()));
    if (page.rows.size() == rows.size())
        return page;
    QByteArrayList values;
    for (const qsizetype column : selection.order)
        values << page.rows.last().values.at(column);
    page.last = values.join('\x1f');
    return page;
}

/// FSM/{data area}/soap/classes/{class}/lists/_generic
Reply RowGateway::fsm(const QList<QByteArray> &path, const Request &request)
{
    View *view =
        path.size() == 7 && path.at(1) == "fsm" && path.at(3) == "classes" ? m_views.find("fsm", path.at(4)) : nullptr;
    if (!view)
        return gatewayError(404, "Not found");
    const Parameters parameters = decodeForm(request.query);
    const QByteArray cursor = valueOf(parameters, "_cursor");
    if (!cursor.isEmpty() && m_faults.strikes("fsm.link_expired"))
        return {200, "{\"message\":\"The cursor is no longer valid\"}"};
    Selection selection{valueOf(parameters, "_lplFilter"),      true,   {}, view->key(),
                        QByteArray::fromBase64(cursor, base64), fsmPage};
    if (const qsizetype limit = valueOf(parameters, "_limit").toInt(); limit > 0)
        selection.most = std::min(limit, fsmPage);
    const Page page = select(*view, selection);
    if (page.mistake)
        return {200, "{\"message\":" + jsonString(*page.mistake) + "}"};
    QList<qsizetype> columns = columnsOf(*view, valueOf(parameters, "_fields"));
    if (valueOf(parameters, "_fields") == "_all") {
        for (qsizetype column = 0; column < view->columns().size(); ++column)
            columns << column;
    }
    QByteArray links;
    if (!page.last.isEmpty()) {
        QByteArray query = request.query;
        if (const qsizetype at = query.indexOf("&_cursor="); at >= 0)
            query.truncate(at);
        const QByteArray list =
            m_faults.strikes("fsm.bad_link") ? "../../Somewhere/lists/_generic?" : "../lists/_generic?";
        links = ",\"_links\":[{\"rel\":\"next\",\"href\":" +
                jsonString(list + query + "&_cursor=" + page.last.toBase64(base64)) + "}]";
    }
    QByteArrayList elements{"{\"_count\":" + QByteArray::number(page.rows.size()) + links + "}"};
    for (const ViewRow &row : page.rows)
        elements << "{\"_fields\":" + objectOf(*view, row, columns, fsmValue) + "}";
    return {200, '[' + elements.join(',') + ']'};
}

/// CSI/IDORequestService/ido/load/{IDO}
Reply RowGateway::csi(const QList<QByteArray> &path, const Request &request)
{
    if (path.size() != 5 || path.at(1) != "IDORequestService" || path.at(3) != "load")
        return gatewayError(404, "Not found");
    const QByteArray configuration = request.header("X-Infor-MongooseConfig");
    if (!configuration.startsWith("ACME_"))
        return csiFailure("The configuration \"" + configuration + "\" does not exist.");
    if (m_faults.strikes("csi.success_false"))
        return csiFailure("The request could not be processed.");
    View *view = m_views.find("csi", path.at(4));
    if (!view)
        return csiFailure("IDO " + path.at(4) + " does not exist.");
    const Parameters parameters = decodeForm(request.query);
    const QByteArray properties = valueOf(parameters, "properties");
    const QList<qsizetype> columns = columnsOf(*view, properties);
    if (properties.isEmpty() || columns.size() != properties.split(',').size())
        return csiFailure("A property of " + properties + " does not exist in " + path.at(4) + ".");
    Selection selection{valueOf(parameters, "filter"), false, configuration.sliced(5), view->key(), {}, 200};
    if (contains(parameters, "orderby"))
        selection.order = columnsOf(*view, valueOf(parameters, "orderby"));
    const qsizetype cap = valueOf(parameters, "recordcap").toInt();
    selection.most = cap == 0 && contains(parameters, "recordcap") ? csiPage : cap > 0 ? std::min(cap, csiPage) : 200;
    if (valueOf(parameters, "loadtype") == "NEXT") {
        const QByteArray bookmark = valueOf(parameters, "bookmark");
        if (!bookmark.startsWith("<B>") || m_faults.strikes("csi.bookmark_expired"))
            return csiFailure("The bookmark is not valid.");
        selection.after = QByteArray::fromBase64(bookmark.sliced(3).chopped(4), base64);
    }
    const Page page = select(*view, selection);
    if (page.mistake)
        return csiFailure(*page.mistake);
    QByteArrayList items;
    for (const ViewRow &row : page.rows) {
        const QByteArray item = objectOf(*view, row, columns, csiValue);
        items << item.chopped(1) + ",\"_ItemId\":\"PBT=[row] row.ID=[" + QByteArray::number(items.size()) + "]\"}";
    }
    const QByteArray bookmark = page.last.isEmpty() ? QByteArray() : "<B>" + page.last.toBase64(base64) + "</B>";
    return {200, "{\"Items\":[" + items.join(',') + "],\"Bookmark\":" + jsonString(bookmark) + ",\"MoreRowsExist\":" +
                     (bookmark.isEmpty() ? "false" : "true") + ",\"Success\":true,\"Message\":null}"};
}

/// LN/lnapi/odata/{service}/{EntitySet}
Reply RowGateway::ln(const QList<QByteArray> &path, const Request &request)
{
    if (path.size() != 5 || path.at(1) != "lnapi" || path.at(2) != "odata")
        return gatewayError(404, "Not found");
    View *view = m_views.find("ln", path.at(3) + '/' + path.at(4));
    if (!view)
        return lnFailure(404, "404", "The entity set " + path.at(4) + " is not found.");
    const Parameters parameters = decodeForm(request.query);
    const QByteArray token = valueOf(parameters, "$skiptoken");
    if (!token.isEmpty() && m_faults.strikes("ln.link_expired"))
        return lnFailure(400, "SKIPTOKEN", "The skip token is not valid.");
    const QByteArray company = request.header("X-Infor-LnCompany");
    Selection selection{
        valueOf(parameters, "$filter"),        true,  company.isEmpty() ? QByteArray("100") : company, view->key(),
        QByteArray::fromBase64(token, base64), lnPage};
    if (contains(parameters, "$orderby"))
        selection.order = columnsOf(*view, valueOf(parameters, "$orderby"));
    const qsizetype top = valueOf(parameters, "$top").toInt();
    if (const auto small = m_faults.strikesWith("ln.small_pages", 5))
        selection.most = std::max(1, *small);
    if (top > 0)
        selection.most = std::min(top, selection.most);
    const Page page = select(*view, selection);
    if (page.mistake)
        return lnFailure(400, "400", *page.mistake);
    QList<qsizetype> columns = columnsOf(*view, valueOf(parameters, "$select"));
    if (contains(parameters, "$select") && columns.size() != valueOf(parameters, "$select").split(',').size())
        return lnFailure(400, "400", "A property in $select does not exist.");
    const bool isAll = columns.isEmpty();
    for (qsizetype column = 0; isAll && column < view->columns().size(); ++column)
        columns << column;
    QByteArrayList values;
    for (const ViewRow &row : page.rows)
        values << objectOf(*view, row, columns, lnValue);
    QByteArray next;
    // No link leads beyond the rows that were asked for.
    if (!page.last.isEmpty() && page.rows.size() != top) {
        const QByteArray set = m_faults.strikes("ln.bad_link") ? "Others" : path.at(4);
        next = ",\"@odata.nextLink\":" +
               jsonString(set + '?' + linkTo(request.query, page.last, top > 0 ? top - page.rows.size() : 0));
    }
    return {200,
            "{\"@odata.context\":\"$metadata#" + path.at(4) + "\",\"value\":[" + values.join(',') + "]" + next + "}"};
}

} // namespace ledgercast::sandbox
