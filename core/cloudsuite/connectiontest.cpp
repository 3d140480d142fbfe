// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/connectiontest.h"

#include "core/cloudsuite/cataloguesource.h"
#include "core/cloudsuite/m3client.h"
#include "core/net/httpclient.h"

#include <QObject>

#include <chrono>

namespace ledgercast {

namespace {

enum Step : qsizetype { Host, Tls, Token, Company, FirstFeed };

TestStep waiting(const QString &id, const QString &title, const QString &program = {})
{
    TestStep step;
    step.id = id;
    step.title = title;
    step.program = program;
    return step;
}

QString lifetimeText(std::optional<Instant> expiresAt, Instant now)
{
    if (!expiresAt)
        return QObject::tr("Granted");
    const qint64 minutes = std::chrono::round<std::chrono::minutes>(*expiresAt - now).count();
    const QString lifetime = minutes >= 120 ? QObject::tr("%1 h").arg((minutes + 30) / 60)
                             : minutes > 0  ? QObject::tr("%1 min").arg(minutes)
                                            : QObject::tr("less than a minute");
    return QObject::tr("Expires in %1, renewed by itself").arg(lifetime);
}

QString placeTitle(const QString &product)
{
    return product == u"fsm"   ? QObject::tr("Data area")
           : product == u"csi" ? QObject::tr("Configuration")
                               : QObject::tr("Company");
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Permission || error.kind == ErrorKind::Refused;
}

} // namespace

ConnectionTest::ConnectionTest(Parts parts, IonApiFile tenant, QString company, Watcher watcher)
    : m_parts(parts), m_tenant(std::move(tenant)), m_company(std::move(company)), m_watcher(std::move(watcher))
{
    m_steps = {waiting(QStringLiteral("host"), QObject::tr("Host reachable")),
               waiting(QStringLiteral("tls"), QObject::tr("Secure connection")),
               waiting(QStringLiteral("token"), QObject::tr("Token")),
               waiting(QStringLiteral("company"), placeTitle(m_parts.product),
                       isM3() ? QStringLiteral("GENERAL") : QString())};
    for (const FeedEntry &feed : m_parts.source.catalogue().feeds())
        m_steps << waiting(QStringLiteral("feed:") + feed.id, feed.label,
                           feed.list ? feed.list->program
                           : isM3()  ? QStringLiteral("EXPORTMI")
                                     : feed.table);
}

QCoro::Task<QList<TestStep>> ConnectionTest::run()
{
    auto host = tryHost();
    if (!co_await host)
        co_return m_steps;
    auto token = tryToken();
    if (!co_await token)
        co_return m_steps;
    if (isM3()) {
        auto company = tryCompany();
        if (!co_await company)
            co_return m_steps;
    } else if (!checkPlace()) {
        co_return m_steps;
    }
    const QList<FeedEntry> feeds = m_parts.source.catalogue().feeds();
    for (qsizetype index = 0; index < feeds.size(); ++index) {
        auto feed = tryFeed(FirstFeed + index, feeds.at(index).id);
        co_await feed;
    }
    co_return m_steps;
}

QCoro::Task<bool> ConnectionTest::tryHost()
{
    start(Host);
    HttpRequest request;
    request.url = m_tenant.baseUrl;
    request.operation = QObject::tr("Test the connection");
    auto sending = m_parts.http.send(std::move(request));
    const Result<HttpResponse> response = co_await sending;
    const QString host = m_tenant.baseUrl.host();
    if (!response && response.error().code != u"tls") {
        fail(Host, response.error());
        skipFrom(Tls);
        co_return false;
    }
    end(Host, TestStep::State::Passed, host);
    start(Tls);
    if (!response) {
        fail(Tls, response.error());
        skipFrom(Token);
        co_return false;
    }
    if (m_tenant.baseUrl.scheme() == u"https")
        end(Tls, TestStep::State::Passed, QObject::tr("The certificate of %1 is trusted").arg(host));
    else
        end(Tls, TestStep::State::Skipped, QObject::tr("Not needed on this computer itself"));
    co_return true;
}

QCoro::Task<bool> ConnectionTest::tryToken()
{
    start(Token);
    auto asking = m_parts.tokens.token();
    const Result<QString> token = co_await asking;
    if (!token) {
        fail(Token, token.error());
        skipFrom(Company);
        co_return false;
    }
    end(Token, TestStep::State::Passed, lifetimeText(m_parts.tokens.expiresAt(), m_parts.clock.now()));
    co_return true;
}

QCoro::Task<bool> ConnectionTest::tryCompany()
{
    start(Company);
    const QString operation = QObject::tr("Test the connection");
    auto asking = m_parts.client.get(QStringLiteral("GENERAL"), {QStringLiteral("GetUserInfo"), {}, {}}, 1,
                                     {m_company, {}}, operation);
    const M3Result answer = co_await asking;
    if (!answer) {
        fail(Company, answer.error());
        // An account that can't say who it is may still read the tables.
        if (isRefusal(answer.error()))
            co_return true;
        skipFrom(FirstFeed);
        co_return false;
    }
    const M3Record user = answer->records.value(0);
    m_user = user.value(QStringLiteral("ZZUSID"));
    const QString company = m_company.isEmpty() ? user.value(QStringLiteral("ZDCONO")) : m_company;
    M3Transaction listing{QStringLiteral("LstDivisions"), {{QStringLiteral("CONO"), company}}, {}};
    auto list = m_parts.client.get(QStringLiteral("MNS100MI"), listing, 1, {m_company, {}}, operation);
    const M3Result divisions = co_await list;
    if (divisions && divisions->records.isEmpty()) {
        const QString message =
            QObject::tr("The account can't see company %1. Choose another, or ask for access.").arg(company);
        fail(Company, {ErrorKind::Permission, operation, message, QString(), QStringLiteral("no_company")});
        skipFrom(FirstFeed);
        co_return false;
    }
    const QString division = user.value(QStringLiteral("ZDDIVI"));
    end(Company, TestStep::State::Passed,
        division.isEmpty() ? company : QObject::tr("%1, the account's division is %2").arg(company, division));
    co_return true;
}

bool ConnectionTest::checkPlace()
{
    start(Company);
    if (m_parts.product == u"csi" && m_parts.place.isEmpty()) {
        fail(Company,
             {ErrorKind::Input,
              QObject::tr("Test the connection"),
              QObject::tr("Which configuration of CSI is to be read isn't set. Ask the CloudSuite administrator "
                          "for its name: ledgercast settings set cloudsuite.csi_configuration NAME"),
              {},
              QStringLiteral("no_configuration")});
        skipFrom(FirstFeed);
        return false;
    }
    end(Company, TestStep::State::Passed, m_parts.place.isEmpty() ? QObject::tr("The account's own") : m_parts.place);
    return true;
}

QCoro::Task<bool> ConnectionTest::tryFeed(qsizetype index, QString feed)
{
    start(index);
    auto probing = m_parts.source.probe(feed, m_company);
    const Result<CatalogueSource::Probe> probe = co_await probing;
    if (!probe) {
        fail(index, probe.error());
        co_return false;
    }
    if (probe->refusal) {
        fail(index, *probe->refusal, TestStep::State::Warning,
             QObject::tr("Can be read, but %1 can't, so something will be missing in the messages. %2")
                 .arg(probe->refusedTable, probe->refusal->message));
        co_return true;
    }
    end(index, TestStep::State::Passed,
        probe->hasRows ? QObject::tr("Can be read") : QObject::tr("Can be read; there is nothing in it yet"));
    co_return true;
}

void ConnectionTest::start(qsizetype index)
{
    m_startedAt = m_parts.clock.now();
    m_steps[index].state = TestStep::State::Running;
    m_watcher(m_steps);
}

void ConnectionTest::end(qsizetype index, TestStep::State state, const QString &detail)
{
    TestStep &step = m_steps[index];
    step.state = state;
    step.detail = detail;
    step.milliseconds = static_cast<int>((m_parts.clock.now() - m_startedAt).count());
    m_watcher(m_steps);
}

void ConnectionTest::fail(qsizetype index, const Error &error)
{
    fail(index, error, TestStep::State::Failed, error.message);
}

void ConnectionTest::fail(qsizetype index, const Error &error, TestStep::State state, const QString &detail)
{
    TestStep &step = m_steps[index];
    step.code = error.code;
    step.remedy = remedyOf(error);
    step.request = requestFor(step, error);
    end(index, state, detail);
}

void ConnectionTest::skipFrom(qsizetype index)
{
    for (qsizetype at = index; at < m_steps.size(); ++at)
        m_steps[at].state = TestStep::State::Skipped;
    m_watcher(m_steps);
}

QString ConnectionTest::remedyOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unreachable:
        return error.code == u"tls"
                   ? QObject::tr("Ask your IT department whether a proxy replaces certificates, and have its "
                                 "certificate installed on this computer.")
                   : QObject::tr("Check the network connection, the VPN and the proxy of this computer.");
    case ErrorKind::NoAnswer:
    case ErrorKind::Server:
    case ErrorKind::RateLimited:
        return QObject::tr("Run the test again in a few minutes.");
    case ErrorKind::Auth:
        return QObject::tr("Ask for a new .ionapi file with a service account and import it.");
    case ErrorKind::Permission:
        return QObject::tr("Send the request to your CloudSuite administrator.");
    case ErrorKind::NotFound:
        return QObject::tr(
            "Compare tenant and base URL with the .ionapi file, and ask whether what is read is published in "
            "the API gateway.");
    default:
        return QObject::tr("Send the message to your CloudSuite administrator.");
    }
}

QString ConnectionTest::requestFor(const TestStep &step, const Error &error) const
{
    if (!isRefusal(error))
        return {};
    const bool isFeed = step.id.startsWith(u"feed:");
    const QString account =
        m_user.isEmpty() ? QObject::tr("the application \"%1\"").arg(m_tenant.applicationName)
                         : QObject::tr("the application \"%1\" (M3 user %2)").arg(m_tenant.applicationName, m_user);
    const QString place =
        m_company.isEmpty() ? m_tenant.tenant : QObject::tr("%1, company %2").arg(m_tenant.tenant, m_company);
    const QString calls = !isM3()                       ? step.program
                          : step.program == u"EXPORTMI" ? QObject::tr("EXPORTMI, transactions Select and LstFields")
                          : isFeed
                              ? QObject::tr("%1, the transactions that list").arg(step.program)
                              : QObject::tr("GENERAL, transaction GetUserInfo, and MNS100MI, transaction LstDivisions");
    const QString reason = isFeed ? QObject::tr("Without it, \"%1\" can't be read completely.").arg(step.title)
                                  : QObject::tr("Without it, Ledgercast can't tell which company it reads.");
    return QObject::tr("Hello,\n\nLedgercast reads from CloudSuite with %1 in %2. Can you give it access to %3? %4 It "
                       "only reads and changes nothing.\n\nCloudSuite answers now: %5\n\nThank you")
        .arg(account, place, calls, reason, error.message);
}

} // namespace ledgercast
