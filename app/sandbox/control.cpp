// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"
#include "app/sandbox/sandbox.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

// The control interface under /_sandbox/, for tests and demonstrations.
namespace ledgercast::sandbox {

Reply Sandbox::done()
{
    return {200, "{\"ok\":true}"};
}

Reply Sandbox::refused(const QString &reason)
{
    return {400, "{\"ok\":false,\"error\":" + jsonString(reason.toUtf8()) + "}"};
}

Reply Sandbox::control(const Request &request)
{
    const QByteArray action = request.path.sliced(QByteArrayView("/_sandbox/").size());
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (action == "state")
        return {200, state()};
    if (action == "planted")
        return {200, QJsonDocument(m_business.planted()).toJson(QJsonDocument::Compact)};
    if (action == "standing")
        return {200, QJsonDocument(m_business.standing()).toJson(QJsonDocument::Compact)};
    if (action == "ionapi")
        return {200, m_gateway.ionApiFile(m_ionPort)};
    if (!request.isPost)
        return {405, "{\"ok\":false,\"error\":\"POST is needed\"}"};
    if (action == "faults")
        return setFaults(request);
    if (action == "advance")
        return advance(body.value("minutes"_L1).toInt(1));
    if (const auto reply = controlSlack(action, body))
        return *reply;
    if (action == "document")
        return putDocument(body);
    if (action == "scopes") {
        m_slack.setScopes(body.value("scopes"_L1).toString().toUtf8().split(','));
        return done();
    }
    return {404, "{\"ok\":false,\"error\":\"No such action\"}"};
}

QByteArray Sandbox::state() const
{
    const Minute now = m_business.now();
    const QJsonObject state{{u"ion"_s, m_gateway.state()},
                            {u"slack"_s, m_slack.state()},
                            {u"faults"_s, m_faults.specification()},
                            {u"business"_s, QJsonObject{{u"date"_s, m_business.today().toString(Qt::ISODate)},
                                                        {u"time"_s, timeNumber(now)}}}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

/// {"faults":"spec"}, {"slack.http500":0.1,…} or the specification as plain text.
Reply Sandbox::setFaults(const Request &request)
{
    QString specification = QString::fromUtf8(request.body).trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (document.isObject()) {
        const QJsonObject object = document.object();
        QStringList entries;
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            if (entry.key() == u"faults")
                entries.append(entry.value().toString());
            else
                entries.append(entry.key() + u'=' + entry.value().toVariant().toString());
        }
        specification = entries.join(u',');
    }
    const auto mistake = m_faults.set(specification);
    return mistake ? refused(*mistake) : done();
}

Reply Sandbox::advance(int minutes)
{
    if (minutes < 0 || minutes > 60 * 24 * 366)
        return refused(u"minutes must be between 0 and a year"_s);
    m_business.advance(minutes);
    m_business.ensureNews();
    m_gateway.forgetViews();
    return done();
}

/// {"table":"FPLEDG","row":{"EPCONO":100,…}}: adds the row, or changes the one with the same key.
Reply Sandbox::putDocument(const QJsonObject &document)
{
    Table *table = m_tables.find(document.value("table"_L1).toString().toLatin1());
    if (!table)
        return refused(u"There is no table \"%1\""_s.arg(document.value("table"_L1).toString()));
    Row row = table->emptyRow();
    const QJsonObject values = document.value("row"_L1).toObject();
    std::vector<std::pair<int, Cell>> cells;
    for (auto value = values.begin(); value != values.end(); ++value) {
        const int column = table->indexOf(QByteArrayView(value.key().toLatin1()));
        Cell cell = 0;
        if (column < 0 || !table->parse(column, value.value().toVariant().toString().toUtf8(), cell))
            return refused(u"\"%1\" is no column of the table, or its value doesn't fit"_s.arg(value.key()));
        cells.emplace_back(column, cell);
        row[static_cast<std::size_t>(column)] = cell;
    }
    std::vector<Cell> key;
    for (const int column : table->key())
        key.push_back(row[static_cast<std::size_t>(column)]);
    const auto [first, last] = table->range(key);
    if (first != last)
        row = table->row(*first);
    const auto set = [&](Field field, Cell cell) {
        if (const int column = table->indexOf(field); column >= 0)
            row[static_cast<std::size_t>(column)] = cell;
    };
    if (first == last)
        set("RGDT", dateNumber(m_business.now()));
    set("LMDT", dateNumber(m_business.now()));
    set("LMTS", m_business.now() * 60000);
    for (const auto &[column, cell] : cells)
        row[static_cast<std::size_t>(column)] = cell;
    table->put(row);
    m_gateway.forgetViews();
    return done();
}

/// What the web page shows: the channels, and the last messages of one with their threads.
QByteArray Sandbox::pageData(const Request &request)
{
    constexpr std::size_t shownMessages = 100;
    QByteArrayList channels;
    SlackChannel *chosen = m_workspace.anyChannel(valueOf(decodeForm(request.query), "channel"));
    for (SlackChannel &channel : m_workspace.channels()) {
        if (channel.isDeleted)
            continue;
        channels.append("{\"id\":" + jsonString(channel.id) + ",\"name\":" + jsonString(channel.name) +
                        ",\"purpose\":" + jsonString(channel.purpose) +
                        ",\"private\":" + (channel.isPrivate ? "true" : "false") +
                        ",\"archived\":" + (channel.isArchived ? "true" : "false") + ",\"member\":" +
                        (channel.isMember ? "true" : "false") + ",\"shared\":" + (channel.isShared ? "true" : "false") +
                        ",\"count\":" + QByteArray::number(static_cast<qint64>(channel.roots.size())) + "}");
    }
    QByteArrayList messages;
    const std::size_t total = chosen ? chosen->roots.size() : 0;
    for (std::size_t root = total > shownMessages ? total - shownMessages : 0; root < total; ++root) {
        const SlackMessage &message = chosen->messages[chosen->roots[root]];
        if (!chosen->isShown(message))
            continue;
        QByteArrayList replies;
        for (const quint32 index : chosen->threads.value(message.micros)) {
            if (!chosen->messages[index].isDeleted)
                replies.append(SlackApi::shown(*chosen, chosen->messages[index], false));
        }
        messages.append(SlackApi::shown(*chosen, message, false).chopped(1) + ",\"replies\":[" + replies.join(',') +
                        "]}");
    }
    return "{\"team\":" + jsonString(m_workspace.teamName) + ",\"channels\":[" + channels.join(',') +
           "],\"messages\":[" + messages.join(',') + "]}";
}

} // namespace ledgercast::sandbox
