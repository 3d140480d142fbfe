// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackapi.h"
#include "core/slack/slackerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace ledgercast;

class TestSlackErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsEveryCode_data();
    void knowsEveryCode();
    void judgesAnswersThatArentSlacks_data();
    void judgesAnswersThatArentSlacks();
    void judgesBrokenExchanges_data();
    void judgesBrokenExchanges();
    void explainsEveryVerdictToPeople_data();
    void explainsEveryVerdictToPeople();
    void offersWhatHelpsInAChannel_data();
    void offersWhatHelpsInAChannel();
    void namesTheMissingPermission();
    void offersToCreateTheAppWithItsPermissions();
};

void TestSlackErrors::knowsEveryCode_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<PostVerdict>("verdict");
    QTest::addColumn<ErrorKind>("kind");
    const auto rows = [](const char *codes, PostVerdict verdict, ErrorKind kind) {
        const QStringList list = QString::fromLatin1(codes).split(u' ');
        for (const QString &code : list)
            QTest::newRow(qPrintable(code)) << code << verdict << kind;
    };
    rows("ratelimited rate_limited", PostVerdict::RateLimited, ErrorKind::RateLimited);
    rows("internal_error fatal_error service_unavailable request_timeout duplicate_message_not_found "
         "duplicate_channel_not_found",
         PostVerdict::Unclear, ErrorKind::Server);
    rows("team_added_to_org org_login_required message_limit_exceeded accesslimited external_channel_migrating",
         PostVerdict::WaitLong, ErrorKind::Server);
    rows("invalid_auth not_authed account_inactive token_revoked token_expired two_factor_setup_required "
         "not_allowed_token_type team_access_not_granted access_denied enterprise_is_restricted",
         PostVerdict::TokenDead, ErrorKind::Auth);
    rows("missing_scope no_permission", PostVerdict::ScopeMissing, ErrorKind::Permission);
    rows("channel_not_found", PostVerdict::ChannelBroken, ErrorKind::NotFound);
    rows("not_in_channel is_archived is_inactive restricted_action restricted_action_read_only_channel "
         "restricted_action_thread_only_channel restricted_action_non_threadable_channel "
         "restricted_action_thread_locked messages_tab_disabled ekm_access_denied channel_is_limited_access "
         "team_not_found slack_connect_canvas_sharing_blocked slack_connect_file_link_blocked",
         PostVerdict::ChannelBroken, ErrorKind::Refused);
    rows("thread_not_found message_not_found", PostVerdict::ThreadGone, ErrorKind::NotFound);
    rows("cannot_reply_to_message edit_window_closed cant_update_message", PostVerdict::ThreadGone, ErrorKind::Refused);
    rows("no_text msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format invalid_attachments "
         "too_many_attachments attachment_payload_limit_exceeded too_many_contact_cards markdown_text_conflict "
         "invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app "
         "as_user_not_supported missing_file_data invalid_json json_not_object invalid_arguments invalid_arg_name "
         "invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type method_deprecated "
         "deprecated_endpoint a_code_of_tomorrow",
         PostVerdict::Refused, ErrorKind::Refused);
}

void TestSlackErrors::knowsEveryCode()
{
    QFETCH(QString, code);
    QFETCH(PostVerdict, verdict);
    QFETCH(ErrorKind, kind);
    QCOMPARE(verdictForCode(code), verdict);
    QCOMPARE(errorKindForCode(code), kind);
    const SlackCause cause = slackCause(code);
    QCOMPARE(cause.verdict, verdict);
    QVERIFY(!cause.title.isEmpty());
    QVERIFY(cause.words.endsWith(u'.'));
    QVERIFY(!cause.title.contains(u"%1") && !cause.words.contains(u"%1"));
    QCOMPARE(cause.remedyWords.isEmpty(), cause.remedy == SlackRemedy::None);
}

void TestSlackErrors::judgesAnswersThatArentSlacks_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<PostVerdict>("verdict");
    QTest::newRow("429") << 429 << PostVerdict::RateLimited;
    QTest::newRow("a sign-in page's redirect") << 302 << PostVerdict::RetryLater;
    QTest::newRow("a proxy asks to sign in") << 407 << PostVerdict::RetryLater;
    QTest::newRow("a proxy forbids") << 403 << PostVerdict::RetryLater;
    QTest::newRow("a wrong address") << 404 << PostVerdict::RetryLater;
    QTest::newRow("408") << 408 << PostVerdict::Unclear;
    QTest::newRow("an unreadable answer") << 200 << PostVerdict::Unclear;
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << status << PostVerdict::Unclear;
}

void TestSlackErrors::judgesAnswersThatArentSlacks()
{
    QFETCH(int, status);
    QTEST(verdictForHttpStatus(status), "verdict");
}

void TestSlackErrors::judgesBrokenExchanges_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<PostVerdict>("verdict");
    QTest::newRow("never left") << ErrorKind::Unreachable << PostVerdict::RetryLater;
    QTest::newRow("no answer") << ErrorKind::NoAnswer << PostVerdict::Unclear;
    QTest::newRow("stopped on the way") << ErrorKind::Cancelled << PostVerdict::Unclear;
    QTest::newRow("answer too large") << ErrorKind::Protocol << PostVerdict::Unclear;
    QTest::newRow("address not allowed") << ErrorKind::Input << PostVerdict::Refused;
}

void TestSlackErrors::judgesBrokenExchanges()
{
    QFETCH(ErrorKind, kind);
    QTEST(verdictForNetworkError(kind), "verdict");
}

void TestSlackErrors::explainsEveryVerdictToPeople_data()
{
    QTest::addColumn<PostVerdict>("verdict");
    QTest::newRow("no connection") << PostVerdict::RetryLater;
    QTest::newRow("rate limit") << PostVerdict::RateLimited;
    QTest::newRow("lost answer") << PostVerdict::Unclear;
    QTest::newRow("workspace limited") << PostVerdict::WaitLong;
    QTest::newRow("thread deleted") << PostVerdict::ThreadGone;
}

void TestSlackErrors::explainsEveryVerdictToPeople()
{
    QFETCH(PostVerdict, verdict);
    const SlackCause cause = slackCause(verdict);
    QCOMPARE(cause.verdict, verdict);
    QVERIFY(!cause.title.isEmpty());
    QVERIFY(cause.words.endsWith(u'.'));
}

void TestSlackErrors::offersWhatHelpsInAChannel_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<SlackRemedy>("remedy");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *code, bool isPrivate, SlackRemedy remedy, const char *title) {
        QTest::addRow("%s%s", code, isPrivate ? ", private" : "")
            << QString::fromLatin1(code) << isPrivate << remedy << QString::fromLatin1(title);
    };
    row("is_archived", false, SlackRemedy::ChooseChannel, "#fin-it is archived");
    row("not_in_channel", false, SlackRemedy::JoinChannel, "Ledgercast isn't in #fin-it");
    row("not_in_channel", true, SlackRemedy::InviteApp, "Ledgercast isn't in #fin-it");
    row("channel_not_found", false, SlackRemedy::ChooseChannel, "Ledgercast can't see #fin-it");
    row("channel_not_found", true, SlackRemedy::InviteApp, "Ledgercast can't see #fin-it");
    row("restricted_action_read_only_channel", false, SlackRemedy::AskAdministrator, "Apps may not post in #fin-it");
    row("ekm_access_denied", false, SlackRemedy::ChooseChannel, "#fin-it doesn't take posts");
}

void TestSlackErrors::offersWhatHelpsInAChannel()
{
    QFETCH(QString, code);
    QFETCH(bool, isPrivate);
    const SlackCause cause = slackCause(code, {QStringLiteral("fin-it"), isPrivate, {}});
    QTEST(cause.remedy, "remedy");
    QTEST(cause.title, "title");
}

void TestSlackErrors::namesTheMissingPermission()
{
    const SlackCause cause = slackCause(QStringLiteral("missing_scope"), {{}, false, QStringLiteral("groups:read")});
    QVERIFY(cause.words.contains(u"groups:read"));
    QCOMPARE(cause.remedy, SlackRemedy::GrantScope);
    SlackIdentity identity;
    identity.scopes = slackScopes();
    QVERIFY(identity.missingScopes().isEmpty());
    identity.scopes.removeOne(QStringLiteral("chat:write"));
    QCOMPARE(identity.missingScopes(), QStringList{QStringLiteral("chat:write")});
}

void TestSlackErrors::offersToCreateTheAppWithItsPermissions()
{
    for (const char *scope :
         {"chat:write", "channels:read", "groups:read", "channels:history", "groups:history", "channels:join"})
        QVERIFY2(slackScopes().contains(QString::fromLatin1(scope)), scope);
    const QUrl url = manifestUrl();
    QCOMPARE(url.host(), QStringLiteral("api.slack.com"));
    const QUrlQuery query(url);
    QCOMPARE(query.queryItemValue(QStringLiteral("new_app")), QStringLiteral("1"));
    const QString manifest = query.queryItemValue(QStringLiteral("manifest_json"), QUrl::FullyDecoded);
    QCOMPARE(QJsonDocument::fromJson(manifest.toUtf8()), QJsonDocument::fromJson(slackManifest()));
    QVERIFY(QJsonDocument::fromJson(slackManifest()).isObject());
    const QJsonObject plain = QJsonDocument::fromJson(slackManifest()).object();
    const QJsonObject events = QJsonDocument::fromJson(slackManifestWithEvents()).object();
    QVERIFY(!plain[u"settings"][u"socket_mode_enabled"].toBool());
    QVERIFY(events[u"settings"][u"socket_mode_enabled"].toBool());
    QVERIFY(events[u"settings"][u"event_subscriptions"][u"bot_events"].toArray().contains(
        QStringLiteral("reaction_added")));
    QJsonArray scopes = plain[u"oauth_config"][u"scopes"][u"bot"].toArray();
    QVERIFY(!scopes.contains(QStringLiteral("reactions:read")));
    scopes.append(QStringLiteral("reactions:read"));
    QCOMPARE(events[u"oauth_config"][u"scopes"][u"bot"].toArray(), scopes);
    QCOMPARE(events[u"display_information"], plain[u"display_information"]);
}

QTEST_GUILESS_MAIN(TestSlackErrors)
#include "tst_slackerrors.moc"
