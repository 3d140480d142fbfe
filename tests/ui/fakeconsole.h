// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/console.h"
#include "core/engine/designfiles.h"

namespace ledgercast {

/// A console without an engine: remembers what was asked, in words, and lets a test say what is.
class FakeConsole final : public Console
{
    Q_OBJECT

public:
    using Console::Console;

    QStringList requests;
    EngineStatus status;
    QList<KindDesign> designs = DesignFiles(QStringLiteral(":/none")).load().value_or(QList<KindDesign>{});
    QList<QByteArray> tests; ///< the last test messages

    FakeConsole() { status.signInPort = 47'823; }

    /// The only tenant, or the first, is where the whole is.
    void say()
    {
        if (!status.tenants.isEmpty())
            status.tenants.first().link = status.cloudSuite;
        Q_EMIT statusChanged(status);
    }
    /// Of the first tenant, which is there from then on.
    TenantStatus &tenant()
    {
        if (status.tenants.isEmpty()) {
            status.tenants.append(TenantStatus());
            status.tenants.first().info.tenant = status.cloudSuite.name;
        }
        return status.tenants.first();
    }

    void syncNow(const QStringList &feeds, const QString &tenant) override
    {
        requests += QString(u"sync " + feeds.join(u',') + u' ' + tenant).trimmed();
        status.isSyncing = true;
        status.activity = QStringLiteral("Reading purchase orders");
        say();
    }
    void cancelSync() override
    {
        requests += QStringLiteral("cancel");
        status.isSyncing = false;
        say();
    }
    void pause(qint64 untilMs) override
    {
        requests += QStringLiteral("pause %1").arg(untilMs);
        status.isPaused = true;
        status.pausedUntil = untilMs == 0 ? std::nullopt : std::optional(instantFromMs(untilMs));
        say();
    }
    void resume() override
    {
        requests += QStringLiteral("resume");
        status.isPaused = false;
        status.pausedUntil.reset();
        say();
    }
    ReplayPreview replayPreview; ///< what a replay would change; entries and channel are those asked about
    void previewReplay(const QList<qint64> &entryIds, const QString &channel) override
    {
        Q_EMIT replayPreviewed({entryIds, channel, replayPreview.changes});
    }
    void replay(const QList<qint64> &entryIds, const QString &channel, bool isComposedAnew) override
    {
        QStringList ids;
        for (const qint64 id : entryIds)
            ids += QString::number(id);
        const QString how = isComposedAnew ? QStringLiteral(" anew") : QString();
        requests += QString(u"replay " + ids.join(u',') + u' ' + channel).trimmed() + how;
    }
    void replayFailed() override { requests += QStringLiteral("replay failed"); }
    void dismiss(const QList<qint64> &entryIds, const QString &reason) override
    {
        requests += QStringLiteral("dismiss %1 %2").arg(entryIds.size()).arg(reason);
    }
    void joinChannel(const QString &channel) override { requests += QString(u"join " + channel); }
    void refreshChannels() override { requests += QStringLiteral("refresh channels"); }
    void testConnections() override { requests += QStringLiteral("test"); }
    void importIonApi(const QString &path, const QString &tenant, const QString &baseUrl) override
    {
        requests += QStringList{QStringLiteral("import"), path, tenant, baseUrl}.join(u' ').trimmed();
    }
    void removeTenant(const QString &tenant) override { requests += QString(u"remove " + tenant); }
    void connectSlack(const QString &, const QString &) override { requests += QStringLiteral("connect slack"); }
    void disconnectSlack() override { requests += QStringLiteral("disconnect slack"); }
    void signInToSlack(const QString &clientId, const QString &, int port, const QString &) override
    {
        requests += QStringLiteral("sign in %1 %2").arg(clientId).arg(port);
        Q_EMIT slackSignInOpened(QUrl(QStringLiteral("https://slack.com/oauth/v2/authorize?client_id=1")), {});
    }
    void finishSignIn(const QString &address) override { requests += QString(u"finish sign-in " + address); }
    void cancelSignIn() override { requests += QStringLiteral("cancel sign-in"); }
    void connectEvents(const QString &) override { requests += QStringLiteral("connect events"); }
    void disconnectEvents() override { requests += QStringLiteral("disconnect events"); }
    void importRoutes(const QByteArray &csv) override
    {
        requests += QStringLiteral("import routes, %1 bytes").arg(csv.size());
    }
    void tryFeed(const QString &tenant, const QString &feed, int) override
    {
        requests += QString(u"try " + feed + u' ' + tenant).trimmed();
    }
    QList<Route> applied;
    void applyRoutes(const QList<Route> &routes, const QString &note, bool release) override
    {
        applied = routes;
        requests += QStringLiteral("apply %1 rules, %2, %3")
                        .arg(routes.size())
                        .arg(note, release ? QStringLiteral("release") : QStringLiteral("hold"));
    }
    void planFeed(const QString &tenant, const QString &feed, bool isOn, const QString &schedule) override
    {
        requests +=
            QStringList{QStringLiteral("plan"), tenant, feed, isOn ? schedule : QStringLiteral("off")}.join(u' ');
    }
    void backfill(const QString &tenant, const QStringList &feeds, QDate from, bool isTold) override
    {
        requests += QStringList{u"backfill"_qs, tenant, feeds.join(u','), from.toString(Qt::ISODate),
                                isTold ? u"told"_qs : u"recorded"_qs}
                        .join(u' ');
    }
    void showMessageDesigns() override { Q_EMIT messageDesignsChanged(designs); }
    void saveMessageDesign(const QString &recordType, const QByteArray &json) override
    {
        requests += QStringLiteral("save design %1, %2").arg(recordType, json.isEmpty() ? u"standard"_qs : u"own"_qs);
        for (KindDesign &kind : designs) {
            if (kind.recordType != recordType)
                continue;
            kind.earlier.prepend({instantFromMs(1'795'440'000'000 + kind.earlier.size() * 60'000), kind.json});
            kind.json = json.isEmpty() ? kind.standard : json;
            kind.isOwn = !json.isEmpty();
        }
        Q_EMIT messageDesignsChanged(designs);
    }
    void sendTestMessage(const QString &channel, const QString &recordType, const QList<QByteArray> &messages) override
    {
        requests += QStringLiteral("test message %1 %2").arg(channel, recordType);
        tests = messages;
    }
    void setRecordLinks(const QString &general, const QString &byType) override
    {
        requests += QStringList{u"links"_qs, general, byType}.join(u' ').trimmed();
        status.recordLinks = LinkPatterns::parse(general, byType).value_or(LinkPatterns{});
        say();
    }
    void unlockSecrets() override { requests += QStringLiteral("unlock"); }
};

} // namespace ledgercast
