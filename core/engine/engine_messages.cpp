// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/person.h"
#include "core/message/testmessage.h"
#include "core/slack/slackclient.h"

#include <QJsonDocument>
#include <QUuid>

namespace ledgercast {

namespace {

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// From the profile's files. What is broken there is told, and the design of the program used.
Result<void> Engine::loadDesigns()
{
    auto kinds = m_designFiles.load();
    if (!kinds)
        return fail(kinds.error());
    const auto designs = DesignFiles::designsOf(*kinds);
    if (!designs)
        return fail(designs.error());
    auto composer = Composer::create(*designs);
    if (!composer)
        return fail(composer.error());
    m_composer = std::move(*composer);
    if (m_kindDesigns != *kinds) {
        m_kindDesigns = std::move(*kinds);
        Q_EMIT messageDesignsChanged(m_kindDesigns);
    }
    return {};
}

void Engine::saveMessageDesign(const QString &recordType, const QByteArray &json)
{
    QByteArray before;
    for (const KindDesign &kind : std::as_const(m_kindDesigns)) {
        if (kind.recordType == recordType)
            before = kind.json;
    }
    const Instant now = m_clock.now();
    if (const auto saved = m_designFiles.save(recordType, json, now); !saved)
        return report(saved.error());
    if (const auto loaded = loadDesigns(); !loaded)
        return report(loaded.error());
    QByteArray after;
    for (const KindDesign &kind : std::as_const(m_kindDesigns)) {
        if (kind.recordType == recordType)
            after = kind.json;
    }
    const QJsonObject data{{QStringLiteral("record_type"), recordType},
                           {QStringLiteral("before"), objectOf(before)},
                           {QStringLiteral("after"), objectOf(after)},
                           {QStringLiteral("standard"), json.isEmpty()}};
    if (const auto noted = m_runs->note(QStringLiteral("message_design_changed"), data, person(), now); !noted)
        report(noted.error());
    storeCommitted();
    Q_EMIT notice(json.isEmpty()
                      ? tr("The design is the standard one again. It counts for what is composed from now on.")
                      : tr("Saved. It counts for what is composed from now on."));
}

void Engine::sendTestMessage(const QString &channel, const QString &recordType, const QList<QByteArray> &messages)
{
    QString name = channel;
    if (name.startsWith(u'#'))
        name.remove(0, 1);
    if (const QString reason = whyGuarded(name); !reason.isEmpty())
        return report({ErrorKind::Input, tr("Send a test"), reason, {}, heldfor::guard});
    m_scope.start(postTest(name, recordType, messages));
}

QCoro::Task<void> Engine::postTest(QString channel, QString recordType, QList<QByteArray> messages)
{
    const QString operation = tr("Send a test");
    if (m_secrets.value(secretname::slackToken).isEmpty()) {
        report({ErrorKind::Input,
                operation,
                tr("Slack isn't connected, so nothing was sent. Connect it on the Connections page."),
                {},
                QStringLiteral("not_configured")});
        co_return;
    }
    QString threadTs;
    for (const QByteArray &composed : std::as_const(messages)) {
        const auto test = asTest(composed, person());
        if (!test) {
            report({ErrorKind::Input, operation, tr("There is no message to send."), {}, QStringLiteral("no_message")});
            co_return;
        }
        QJsonObject data{{QStringLiteral("channel"), channel},
                         {QStringLiteral("record_type"), recordType},
                         {QStringLiteral("message"), objectOf(test->json)}};
        if (const auto noted = m_runs->note(QStringLiteral("test_sending"), data, person(), m_clock.now()); !noted) {
            report(noted.error()); // what can't be recorded isn't sent
            co_return;
        }
        PostRequest request;
        request.deliveryId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        request.channel = channel;
        for (const Channel &known : channels()) {
            if (known.name == channel)
                request.channel = known.id;
        }
        request.threadTs = threadTs;
        request.message = test->json;
        request.deadline = m_settings.slackTimeout;
        auto posting = m_slack->post(request);
        const PostOutcome outcome = co_await posting;
        const bool isPosted = outcome.verdict == PostVerdict::Posted;
        data.remove(QStringLiteral("message"));
        data.insert(isPosted ? QStringLiteral("ts") : QStringLiteral("code"),
                    isPosted ? outcome.ts : outcome.error.code);
        const QString kind = isPosted ? QStringLiteral("test_posted") : QStringLiteral("test_failed");
        if (const auto noted = m_runs->note(kind, data, person(), m_clock.now()); !noted)
            report(noted.error());
        if (m_isStopping)
            co_return;
        if (!isPosted) {
            report(outcome.error);
            co_return;
        }
        if (threadTs.isEmpty())
            threadTs = outcome.ts;
    }
    storeCommitted();
    Q_EMIT notice(tr("The test is in #%1.").arg(channel));
}

void Engine::setRecordLinks(const QString &general, const QString &byType)
{
    const auto patterns = LinkPatterns::parse(general, byType);
    if (!patterns)
        return report({ErrorKind::Input,
                       tr("Set the address of records in CloudSuite"),
                       tr("The address isn't used: %1.").arg(patterns.error()),
                       {},
                       QStringLiteral("link_pattern")});
    saveSettings([&](Settings &settings) { settings.recordLinks = *patterns; });
    setStatus([&](EngineStatus &status) { status.recordLinks = *patterns; });
    const QJsonObject data{{QStringLiteral("pattern"), patterns->general()},
                           {QStringLiteral("by_type"), patterns->byType()}};
    if (const auto noted = m_runs->note(QStringLiteral("record_links_changed"), data, person(), m_clock.now()); !noted)
        report(noted.error());
    Q_EMIT notice(patterns->isEmpty() ? tr("Links to CloudSuite are off.")
                                      : tr("Messages composed from now on link to the record in CloudSuite."));
}

} // namespace ledgercast
