// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackevents.h"

#include <QJsonDocument>
#include <QTest>

using namespace ledgercast;

namespace {

QByteArray wrapped(const QByteArray &event, const QByteArray &id = "Ev0PV52K21")
{
    return R"({"token":"z","team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":")" + id +
           R"(","event_time":1355517523,"event":)" + event + '}';
}

Result<HeardEvent> read(const QByteArray &json)
{
    return readSlackEvent(QJsonDocument::fromJson(json).object());
}

} // namespace

Q_DECLARE_METATYPE(ledgercast::SlackEvent)

class TestSlackEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatMattersAndLeavesTheRest_data();
    void readsWhatMattersAndLeavesTheRest();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void anEventIsHeardOnce();
    void forgetsTheOldestIds();
};

void TestSlackEvents::readsWhatMattersAndLeavesTheRest_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<SlackEvent>("expected");
    const auto row = [](const char *name, const QByteArray &event, const SlackEvent &expected) {
        QTest::newRow(name) << event << expected;
    };
    const auto changed = [](const char *how) { return ChannelChanged{QStringLiteral("C1"), QString::fromLatin1(how)}; };
    row("renamed", R"({"type":"channel_rename","channel":{"id":"C1","name":"new","created":1},"event_ts":"1.2"})",
        changed("rename"));
    row("archived", R"({"type":"channel_archive","channel":"C1","user":"U1","event_ts":"1.2"})", changed("archive"));
    row("unarchived", R"({"type":"channel_unarchive","channel":"C1","user":"U1"})", changed("unarchive"));
    row("deleted", R"({"type":"channel_deleted","channel":"C1"})", changed("deleted"));
    row("left", R"({"type":"channel_left","channel":"C1","actor_id":"U1"})", changed("left"));
    row("new id", R"({"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C1"})",
        changed("id_changed"));
    row("private renamed", R"({"type":"group_rename","channel":{"id":"C1","name":"new"}})", changed("rename"));
    row("private archived", R"({"type":"group_archive","channel":"C1"})", changed("archive"));
    row("private unarchived", R"({"type":"group_unarchive","channel":"C1"})", changed("unarchive"));
    row("private deleted", R"({"type":"group_deleted","channel":"C1"})", changed("deleted"));
    row("private left", R"({"type":"group_left","channel":"C1"})", changed("left"));
    row("message deleted",
        R"({"type":"message","subtype":"message_deleted","hidden":true,"channel":"C1","deleted_ts":"1503435956.000247",)"
        R"("previous_message":{"text":"x"},"ts":"1503435960.000001","event_ts":"1503435960.000001"})",
        MessageDeleted{QStringLiteral("C1"), QStringLiteral("1503435956.000247"), QStringLiteral("1503435960.000001")});
    const QByteArray reaction =
        R"(,"user":"U2","item":{"type":"message","channel":"C1","ts":"1.2"},"reaction":"white_check_mark",)"
        R"("item_user":"U1","event_ts":"3.4"})";
    ReactionChanged expected{true,
                             QStringLiteral("U2"),
                             QStringLiteral("C1"),
                             QStringLiteral("1.2"),
                             QStringLiteral("white_check_mark"),
                             QStringLiteral("3.4")};
    row("reaction", R"({"type":"reaction_added")" + reaction, expected);
    expected.isAdded = false;
    row("reaction taken back", R"({"type":"reaction_removed")" + reaction, expected);
    row("skin tone",
        R"({"type":"reaction_removed","user":"U2","item":{"type":"message","channel":"C1","ts":"1.2"},)"
        R"("reaction":"+1::skin-tone-3","event_ts":"3.4"})",
        ReactionChanged{false, QStringLiteral("U2"), QStringLiteral("C1"), QStringLiteral("1.2"),
                        QStringLiteral("+1::skin-tone-3"), QStringLiteral("3.4")});
    row("uninstalled", R"({"type":"app_uninstalled"})", AccessEnded{true, {}});
    row("revoked", R"({"type":"tokens_revoked","tokens":{"oauth":["U9"],"bot":["U1"]}})",
        AccessEnded{false, {QStringLiteral("U1")}});
    row("a person's token revoked", R"({"type":"tokens_revoked","tokens":{"oauth":["U9"]}})", {});
    row("reaction to a file", R"({"type":"reaction_added","user":"U2","item":{"type":"file","file":"F1"}})", {});
    row("a message", R"({"type":"message","channel":"C1","text":"hi","ts":"1.2"})", {});
    row("a changed message", R"({"type":"message","subtype":"message_changed","channel":"C1"})", {});
    row("something new", R"({"type":"channel_convert_to_private","channel":"C1"})", {});
    row("a longer name", R"({"type":"channel_archived_twice","channel":"C1"})", {});
}

void TestSlackEvents::readsWhatMattersAndLeavesTheRest()
{
    QFETCH(const QByteArray, event);
    QFETCH(const SlackEvent, expected);
    const auto heard = read(wrapped(event));
    QVERIFY2(heard, heard ? "" : qPrintable(heard.error().detail));
    QCOMPARE(heard->id, QStringLiteral("Ev0PV52K21"));
    QCOMPARE(heard->teamId, QStringLiteral("T1"));
    QVERIFY(heard->what == expected);
}

void TestSlackEvents::namesWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &json, const char *detail) {
        QTest::newRow(name) << json << QString::fromLatin1(detail);
    };
    row("nothing", "", ": type");
    row("an array", "[1]", ": type");
    row("another wrapper", R"({"type":"url_verification","challenge":"x"})", "url_verification: type");
    row("no id", wrapped(R"({"type":"app_uninstalled"})", ""), "event_callback: event_id");
    row("an endless id", wrapped(R"({"type":"app_uninstalled"})", QByteArray(101, 'E')), "event_callback: event_id");
    row("no event", wrapped("null"), "event_callback: event.type");
    row("an event that is a text", wrapped("\"app_uninstalled\""), "event_callback: event.type");
    row("a type that is a number", wrapped(R"({"type":7})"), "event_callback: event.type");
    row("archive of nothing", wrapped(R"({"type":"channel_archive"})"), "channel_archive: channel");
    row("archive of a path", wrapped(R"({"type":"channel_archive","channel":"../C1"})"), "channel_archive: channel");
    row("rename without id", wrapped(R"({"type":"group_rename","channel":{"name":"x"}})"), "group_rename: channel");
    row("deleted without ts", wrapped(R"({"type":"message","subtype":"message_deleted","channel":"C1"})"),
        "message: deleted_ts");
    const auto reaction = [](const QByteArray &user, const QByteArray &ts, const QByteArray &name,
                             const QByteArray &at) {
        return wrapped(R"({"type":"reaction_added","user":)" + user +
                       R"(,"item":{"type":"message","channel":"C1","ts":)" + ts + R"(},"reaction":)" + name +
                       R"(,"event_ts":)" + at + '}');
    };
    row("reaction of nobody", reaction("null", "\"1.2\"", "\"eyes\"", "\"3.4\""), "reaction_added: user");
    row("reaction to a number", reaction("\"U2\"", "1.2", "\"eyes\"", "\"3.4\""), "reaction_added: item.ts");
    row("reaction without a name", reaction("\"U2\"", "\"1.2\"", "\"\"", "\"3.4\""), "reaction_added: reaction");
    row("reaction with markup", reaction("\"U2\"", "\"1.2\"", "\"<b>\"", "\"3.4\""), "reaction_added: reaction");
    row("reaction at no time", reaction("\"U2\"", "\"1.2\"", "\"eyes\"", "null"), "reaction_added: event_ts");
}

void TestSlackEvents::namesWhatIsMissing()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, detail);
    const auto heard = read(json);
    QVERIFY(!heard);
    QCOMPARE(heard.error().kind, ErrorKind::Protocol);
    QCOMPARE(heard.error().detail, detail);
    QVERIFY(!heard.error().message.isEmpty());
}

void TestSlackEvents::anEventIsHeardOnce()
{
    HeardIds ids;
    QVERIFY(ids.add(QStringLiteral("Ev1")));
    QVERIFY(ids.add(QStringLiteral("Ev2")));
    QVERIFY(!ids.add(QStringLiteral("Ev1")));
}

void TestSlackEvents::forgetsTheOldestIds()
{
    HeardIds ids(2);
    for (const auto *id : {"Ev1", "Ev2", "Ev3"})
        QVERIFY(ids.add(QString::fromLatin1(id)));
    QVERIFY(!ids.add(QStringLiteral("Ev2")));
    QVERIFY(ids.add(QStringLiteral("Ev1")));
}

QTEST_APPLESS_MAIN(TestSlackEvents)
#include "tst_slackevents.moc"
