// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/domain/feedtrial.h"
#include "core/domain/route.h"
#include "core/engine/designs.h"
#include "core/engine/status.h"

#include <QObject>
#include <QUrl>

namespace ledgercast {

/// What windows, tray and command line may ask of the engine. The object lives in the engine thread: call the slots
/// through queued connections or QMetaObject::invokeMethod, listen to the signals. Every request ends in finished().
class Console : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

public Q_SLOTS:
    /// Reads every enabled feed (or the named ones) of every tenant (or the named one), then sends what waits. What is
    /// being read already is left alone.
    virtual void syncNow(const QStringList &feeds = {}, const QString &tenant = {}) = 0;
    virtual void cancelSync() = 0;
    /// Stops posting, not reading. untilMs: UTC milliseconds, 0 for "until I resume".
    virtual void pause(qint64 untilMs) = 0;
    virtual void resume() = 0;
    /// Posts entries again: to the channel their rules gave, or to the named one. Entries already posted are left alone
    /// unless a channel is named. isComposedAnew: with today's designs, instead of what was composed when they were
    /// recorded; always so for a channel that may not read all of it.
    virtual void replay(const QList<qint64> &entryIds, const QString &channel = {}, bool isComposedAnew = false) = 0;
    /// Asks for replayPreviewed(): what today's designs would say otherwise.
    virtual void previewReplay(const QList<qint64> &entryIds, const QString &channel = {}) = 0;
    virtual void replayFailed() = 0;
    /// "Mark as not sent": open deliveries of these entries become dismissed.
    virtual void dismiss(const QList<qint64> &entryIds, const QString &reason) = 0;
    virtual void joinChannel(const QString &channel) = 0;
    virtual void refreshChannels() = 0;
    virtual void testConnections() = 0;
    /// Reads a .ionapi file: other credentials for a tenant that is there, or a further tenant. tenant and baseUrl only
    /// for files that lack them.
    virtual void importIonApi(const QString &path, const QString &tenant = {}, const QString &baseUrl = {}) = 0;
    /// Reads this tenant no longer, and forgets its credentials and settings. What is recorded stays.
    virtual void removeTenant(const QString &tenant) = 0;
    virtual void connectSlack(const QString &token, const QString &apiUrl = {}) = 0;
    virtual void disconnectSlack() = 0;
    /// Signs in by OAuth with the customer's own Slack app: slackSignInOpened() has the address to open in a browser.
    /// Once it is allowed there the token is taken as by connectSlack(). port: of the redirect address that is
    /// registered in the app; 0: as in the settings.
    virtual void signInToSlack(const QString &clientId, const QString &clientSecret, int port = 0,
                               const QString &apiUrl = {}) = 0;
    /// The address that the person was sent to, where it doesn't come by itself.
    virtual void finishSignIn(const QString &address) = 0;
    virtual void cancelSignIn() = 0;
    /// Hears of events in Slack with this app-level token from now on. Ends in eventsConnected() or requestFailed().
    virtual void connectEvents(const QString &appToken) = 0;
    /// Neither token nor signing secret are kept any longer.
    virtual void disconnectEvents() = 0;
    /// Replaces the rules by the CSV's; unrouted entries that match now are sent.
    virtual void importRoutes(const QByteArray &csv) = 0;
    /// Replaces the rules, audited with before, after and the note; release: unrouted entries that match now are sent.
    virtual void applyRoutes(const QList<Route> &routes, const QString &note, bool release) = 0;
    /// When a feed of a tenant (empty: the first) is read, as Schedule::toString() has it; or that it isn't.
    virtual void planFeed(const QString &tenant, const QString &feed, bool isOn, const QString &schedule) = 0;
    /// Reads the first rows of a feed and shows what they become; records and posts nothing.
    virtual void tryFeed(const QString &tenant, const QString &feed, int rows) = 0;
    /// Reads what changed in these feeds (none: all that are on) from an earlier day on and was not recorded yet.
    /// isTold: what changed since and was never posted is posted in the next digests; else it is recorded only. Ends in
    /// backfilled() or requestFailed().
    virtual void backfill(const QString &tenant, const QStringList &feeds, QDate from, bool isTold) = 0;
    /// Asks for messageDesignsChanged().
    virtual void showMessageDesigns() = 0;
    /// Keeps a person's design (JSON as in resources/messages) for what is composed from now on. Empty JSON: the
    /// standard design again.
    virtual void saveMessageDesign(const QString &recordType, const QByteArray &json) = 0;
    /// Posts composed messages, marked as a test; those after the first go in its thread.
    virtual void sendTestMessage(const QString &channel, const QString &recordType,
                                 const QList<QByteArray> &messages) = 0;
    /// The address of records in CloudSuite, as LinkPatterns::parse() takes it; both empty: no links.
    virtual void setRecordLinks(const QString &general, const QString &byType) = 0;
    virtual void unlockSecrets() = 0;

Q_SIGNALS:
    /// The answer to importIonApi(), beside requestFailed() and ionApiNeedsDetails().
    void ionApiImported(const QString &tenant);
    void statusChanged(const ledgercast::EngineStatus &status);
    void syncFinished(const ledgercast::SyncReport &report);
    void testStepsChanged(const QList<ledgercast::TestStep> &steps, bool isDone);
    void backfilled(const ledgercast::SyncReport &report);
    void feedTried(const ledgercast::FeedTrial &trial);
    /// listenProblem: why the browser's answer can't come by itself; empty: it is waited for.
    void slackSignInOpened(const QUrl &address, const QString &listenProblem);
    /// It is over, before requestFailed() or while the token is looked at.
    void slackSignInEnded();
    /// The answer to connectEvents(): Slack took the token, and it is kept.
    void eventsConnected();
    void workspaceChanged(const ledgercast::WorkspaceInfo &workspace);
    /// A .ionapi was read that does not name its tenant or base URL: ask for them, then import again.
    void ionApiNeedsDetails(const QString &path, const QString &tenant, bool needsBaseUrl);
    void replayPreviewed(const ledgercast::ReplayPreview &preview);
    void messageDesignsChanged(const QList<ledgercast::KindDesign> &kinds);
    /// One sentence for the status bar; an error says what happened, what it means and what to do.
    void notice(const QString &sentence);
    void requestFailed(const QString &title, const QString &sentence, const QString &code);
};

} // namespace ledgercast
