// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/continuation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;
using namespace Qt::StringLiterals;

/// A reply whose thread was deleted in Slack, as a message of its own.
class TestContinuation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheEarlierMessageAtItsEnd();
    void saysLessWhenLessIsKnown();
    void leavesAloneWhatHasNoRoomForIt();
};

namespace {

QJsonArray blocksOf(const Message &message)
{
    return QJsonDocument::fromJson(message.json).object().value(u"blocks").toArray();
}

QByteArray replyOf(int blocks)
{
    QJsonArray array;
    for (int i = 0; i < blocks; ++i)
        array.append(QJsonObject{{u"type"_s, u"divider"_s}});
    return QJsonDocument(QJsonObject{{u"text"_s, u"Paid"_s}, {u"blocks"_s, array}}).toJson();
}

} // namespace

void TestContinuation::namesTheEarlierMessageAtItsEnd()
{
    const EarlierMessage earlier{R"({"text":"<@U1> Invoice 4711 &amp; <https://x.example|more>\nof M\u00fcller"})",
                                 u"1795000000.000100"_s,
                                 QUrl(u"https://acme.slack.com/archives/C1/p1795000000000100"_s)};
    const auto message = asContinuation(replyOf(2), earlier);
    QVERIFY(message);
    QCOMPARE(message->text(), u"Paid"_s);
    const QJsonArray blocks = blocksOf(*message);
    QCOMPARE(blocks.size(), 3);
    const QJsonArray elements = blocks.last()["elements"_L1].toArray();
    QCOMPARE(
        elements.at(0)["text"_L1].toString(),
        u"Continues “Invoice 4711 &amp; of Müller” of <!date^1795000000^{date_short}, {time}|2026-11-18 11:06 UTC>, "
        "which was deleted in Slack."_s);
    QCOMPARE(elements.at(1)["text"_L1].toString(),
             u"<https://acme.slack.com/archives/C1/p1795000000000100|Where it stood>"_s);
}

void TestContinuation::saysLessWhenLessIsKnown()
{
    const auto message = asContinuation(replyOf(1), {"{}", u"soon"_s, {}});
    QVERIFY(message);
    const QJsonArray elements = blocksOf(*message).last()["elements"_L1].toArray();
    QCOMPARE(elements.size(), 1);
    QCOMPARE(elements.at(0)["text"_L1].toString(), u"Continues an earlier message that was deleted in Slack."_s);
}

void TestContinuation::leavesAloneWhatHasNoRoomForIt()
{
    QVERIFY(!asContinuation(replyOf(50), {}));
    QVERIFY(asContinuation(replyOf(49), {}));
    QVERIFY(!asContinuation(R"({"text":"no blocks"})", {}));
    QVERIFY(!asContinuation("not JSON", {}));
}

QTEST_GUILESS_MAIN(TestContinuation)
#include "tst_continuation.moc"
