// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/floods.h"
#include "tests/core/outboxfixture.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

constexpr int fewRuns = 250;              // LEDGERCAST_LIVES says otherwise
constexpr int stepsOfRun = 400;           // 100,000 in all
constexpr quint32 usualSeed = 3015409910; // LEDGERCAST_SEED says otherwise
constexpr Milliseconds interval = 1s;

/// One random life of an outbox in virtual time: changes, faults, crashes, people's edits; then calm, and the balance.
class Life
{
public:
    Life(quint32 seed, const QString &emptyStore) : m_random(seed), m_fixture(emptyStore)
    {
        m_fixture.settings.lanes.interval = interval;
        m_fixture.settings.lanes.postsPerMinute = 600;
        m_fixture.slack.skew = Milliseconds(m_random.bounded(-90'000, 90'000));
        m_fixture.slack.visibleAfter = Milliseconds(m_random.bounded(0, 9'000));
        m_fixture.slack.refusesGoneThreads = chance(50);
        m_fixture.slack.onPost = [this](const PostRequest &post) { return react(post); };
        m_fixture.slack.onEdit = [this](const EditRequest &edit) { return react(edit); };
        m_fixture.takesUp = false;
        m_rules.burstLimit = m_random.bounded(2) ? 6 : 0;
        m_rules.burstWindow = 20s;
        // What is lost with the power is not what is tried here.
        for (const char *pragma : {"synchronous = OFF", "locking_mode = EXCLUSIVE", "journal_mode = MEMORY"}) {
            if (!m_fixture.database->execute(QStringLiteral("PRAGMA ") + QLatin1String(pragma)))
                qFatal("no pragma");
        }
        m_fixture.restart();
    }

    void live()
    {
        for (int step = 0; step < stepsOfRun && m_mistake.isEmpty(); ++step)
            doSomething();
        m_isCalm = true;
        for (int round = 0; round < 4000 && m_mistake.isEmpty() && !isDone(round); ++round) {
            pass(round % 20 == 19 ? Milliseconds(1h) : Milliseconds(1500));
        }
        balance();
    }
    [[nodiscard]] QString mistake() const { return m_mistake; }
    [[nodiscard]] qsizetype messages() const { return m_fixture.slack.messages.size(); }

private:
    struct Recorded
    {
        QString id;
        QString place; ///< document and channel
        bool isDismissed = false;
    };

    [[nodiscard]] bool chance(int percent) { return m_random.bounded(100) < percent; }
    void doSomething()
    {
        const int what = m_random.bounded(100);
        if (what < 45)
            record();
        else if (what < 88)
            pass(Milliseconds(m_random.bounded(100, 4'000)));
        else if (what < 90)
            pass(Milliseconds(m_random.bounded(60'000, 4'000'000)));
        else if (what < 93)
            crash();
        else if (what < 97)
            replay();
        else if (what < 98)
            dismiss();
        else if (what < 99)
            deleteInSlack();
        else
            m_fixture.slack.hold();
    }

    void record()
    {
        const int document = m_random.bounded(12);
        const QString channel = QStringLiteral("c%1").arg(m_random.bounded(3));
        const QString place = QStringLiteral("%1/%2").arg(document).arg(channel);
        const QString id = QStringLiteral("d%1").arg(m_recorded.size());
        const QString key = QStringLiteral("doc%1").arg(document);
        if (chance(15)) {
            const Instant until = m_fixture.clock.now() + Milliseconds(m_random.bounded(0, 60'000));
            m_fixture.recordHeld(id, channel, {chance(50) ? heldfor::digest : heldfor::quietHours, until}, key);
        } else if (const QString thread = m_fixture.threadOf(key, channel); !thread.isEmpty() && chance(25)) {
            m_fixture.recordEdit(id, channel, thread, key);
        } else {
            m_fixture.record(id, channel, thread, key);
        }
        m_recorded.append({id, place});
        m_fixture.holdBursts(m_rules);
        m_fixture.turn();
        look();
    }

    void pass(Milliseconds duration)
    {
        m_fixture.clock.advance(duration);
        if (m_fixture.slack.heldAnswers() > 0 || m_isCalm)
            m_fixture.slack.release();
        m_fixture.release(m_rules);
        m_fixture.pass(0ms);
        look();
    }

    /// As kill -9: what was in memory is gone, also the answers that were on their way.
    void crash()
    {
        auto crashed = std::exchange(m_fixture.dispatcher, nullptr);
        if (chance(50))
            m_fixture.clock.advance(Milliseconds(m_random.bounded(0, 20'000)));
        m_fixture.restart();
        m_fixture.slack.release();
        crashed.reset();
        m_fixture.turn();
        look();
    }

    void replay()
    {
        QList<qint64> entries;
        for (int i = 0; i < 20 && !m_recorded.isEmpty(); ++i)
            entries << m_fixture.entryOf(m_recorded.at(m_random.bounded(m_recorded.size())).id);
        if (!m_fixture.edit(
                [&] { return m_fixture.outbox->requeue(entries, u"ann"_qs, m_fixture.clock.now()).has_value(); }))
            m_mistake = QStringLiteral("a replay failed");
        // A replay of something older may come after something newer.
        for (const Recorded &one : std::as_const(m_recorded)) {
            if (entries.contains(m_fixture.entryOf(one.id)))
                m_disturbed.insert(one.place);
        }
        m_fixture.turn();
        look();
    }

    void dismiss()
    {
        if (m_recorded.isEmpty())
            return;
        Recorded &one = m_recorded[m_random.bounded(m_recorded.size())];
        if (!m_fixture.edit([&] {
                return m_fixture.outbox
                    ->dismiss({m_fixture.entryOf(one.id)}, u"paid"_qs, u"ann"_qs, m_fixture.clock.now())
                    .has_value();
            }))
            m_mistake = QStringLiteral("a dismissal failed");
        one.isDismissed = m_fixture.stateOf(one.id) == DeliveryState::Dismissed;
        m_fixture.turn();
        look();
    }

    /// Somebody deletes a message nobody has replied to: one with replies keeps its thread.
    void deleteInSlack()
    {
        const QList<FakeSlack::Message> &all = m_fixture.slack.messages;
        if (all.isEmpty())
            return;
        const FakeSlack::Message &message = all.at(m_random.bounded(all.size()));
        const bool hasReplies = std::any_of(
            all.begin(), all.end(), [&](const FakeSlack::Message &other) { return other.threadTs == message.ts; });
        if (message.threadTs.isEmpty() && !hasReplies)
            m_fixture.slack.deleted.insert(message.ts);
    }

    /// No lane is faster than allowed.
    void noteStart(const QString &channel)
    {
        const Instant now = m_fixture.clock.now();
        const auto last = m_lastPost.constFind(channel);
        if (last != m_lastPost.constEnd() && now - *last < interval)
            m_mistake = QStringLiteral("%1 got two posts within %2 ms").arg(channel).arg((now - *last).count());
        m_lastPost.insert(channel, now);
    }

    void disturb(const QString &channel)
    {
        for (const Recorded &one : std::as_const(m_recorded)) {
            if (one.place.endsWith(channel))
                m_disturbed.insert(one.place);
        }
    }

    FakeSlack::Reaction react(const PostRequest &post)
    {
        noteStart(post.channel);
        if (m_isCalm)
            return {};
        const int luck = m_random.bounded(100);
        if (luck < 70)
            return {};
        if (luck < 76)
            return {PostVerdict::RateLimited, false, u"ratelimited"_qs, Milliseconds(m_random.bounded(1, 30) * 1000)};
        if (luck < 80)
            return {PostVerdict::RetryLater, false, u"dns"_qs};
        if (luck < 89)
            return {PostVerdict::Unclear, true, u"internal_error"_qs};
        if (luck < 97)
            return {PostVerdict::Unclear, false, u"reset"_qs};
        disturb(post.channel);
        if (luck < 99)
            return {PostVerdict::Refused, false, u"msg_too_long"_qs};
        return {PostVerdict::ChannelBroken, false, u"is_archived"_qs};
    }

    QString react(const EditRequest &edit)
    {
        noteStart(edit.channelId);
        const int luck = m_isCalm ? 0 : m_random.bounded(100);
        const QString code = luck < 75   ? QString()
                             : luck < 85 ? QStringLiteral("internal_error")
                             : luck < 93 ? QStringLiteral("edit_window_closed")
                                         : QStringLiteral("msg_too_long");
        const bool mayBeDone = code.isEmpty() || (code == u"internal_error" && chance(50));
        if (mayBeDone && !m_fixture.slack.deleted.contains(edit.ts)) {
            static const QRegularExpression name(QStringLiteral("about (d\\d+)"));
            const QString id = name.match(QString::fromUtf8(edit.message)).captured(1);
            m_edits[edit.ts].append(id);
            m_edited.insert(id);
        }
        if (code == u"msg_too_long")
            disturb(edit.channelId);
        return code;
    }

    /// Never two visible messages of one delivery.
    void look()
    {
        for (; m_seen < m_fixture.slack.messages.size(); ++m_seen) {
            const QString &id = m_fixture.slack.messages.at(m_seen).deliveryId;
            if (m_fixture.slack.deleted.contains(m_fixture.slack.messages.at(m_seen).threadTs))
                m_mistake = QStringLiteral("%1 is where nobody sees it").arg(id);
            if (m_places.contains(id))
                m_mistake = QStringLiteral("%1 is in the channel twice").arg(id);
            m_places.insert(id, m_seen);
        }
    }

    [[nodiscard]] bool isDone(int round)
    {
        if (round % 5 != 4)
            return false;
        const auto open = m_fixture.outbox->open();
        const auto held = m_fixture.outbox->heldUntil(m_fixture.clock.now() + 24h);
        return open && held && held->isEmpty() && std::all_of(open->begin(), open->end(), [](const OutboxItem &item) {
                   return item.reason == parentFailed;
               });
    }

    /// In the channel; or stopped for a reason that shows; or a reply to what stopped, which says so too.
    [[nodiscard]] bool isAccountedFor(const OutboxItem &item, bool isThere) const
    {
        if (item.state == DeliveryState::Posted)
            return isThere;
        if (isThere && item.state != DeliveryState::Dismissed)
            return false;
        if (item.state == DeliveryState::Failed || item.state == DeliveryState::Dismissed)
            return !item.reason.isEmpty();
        return item.state == DeliveryState::Queued && item.reason == parentFailed && item.isParentStuck;
    }

    /// Everything is posted once, or stopped for a reason; and each document's story is told in its order.
    void balance()
    {
        QHash<QString, qsizetype> last;
        for (const Recorded &one : std::as_const(m_recorded)) {
            if (!m_mistake.isEmpty())
                return;
            const OutboxItem item = m_fixture.item(one.id);
            const QString message = item.bundle.isEmpty() ? one.id : item.bundle;
            // An edit may have been made though its answer was lost; where it can't be made it is a message of its own.
            const bool isMessage = m_places.contains(message);
            const bool isMade = item.state == DeliveryState::Posted && m_edited.contains(one.id);
            const bool isThere = isMessage || (item.role == DeliveryRole::Edit && isMade);
            if (!isAccountedFor(item, isThere))
                m_mistake = QStringLiteral("%1 of %2 ended as %3 (%4), in the channel: %5, parent %6 (%7), bundle %8")
                                .arg(one.id, one.place, toWord(item.state), item.reason)
                                .arg(isThere)
                                .arg(item.parentId, toWord(m_fixture.stateOf(item.parentId)), item.bundle);
            if (item.state != DeliveryState::Posted || m_disturbed.contains(one.place) || !isMessage)
                continue;
            const qsizetype place = m_places.value(message);
            if (place < last.value(one.place, 0))
                m_mistake = QStringLiteral("%1 was overtaken by a later change of %2").arg(one.id, one.place);
            last.insert(one.place, place);
        }
        checkEdits();
    }

    /// What a message says in the end is the newest of what was put in its place.
    void checkEdits()
    {
        QHash<QString, QString> places;
        for (const Recorded &one : std::as_const(m_recorded))
            places.insert(one.id, one.place);
        for (const QStringList &edits : std::as_const(m_edits)) {
            for (qsizetype i = 1; i < edits.size(); ++i) {
                const bool isInOrder = edits.at(i - 1).mid(1).toInt() <= edits.at(i).mid(1).toInt();
                if (!isInOrder && !m_disturbed.contains(places.value(edits.at(i))))
                    m_mistake =
                        QStringLiteral("%1 was put in the place of the newer %2").arg(edits.at(i), edits.at(i - 1));
            }
        }
    }

    QRandomGenerator m_random;
    OutboxFixture m_fixture;
    FloodRules m_rules;
    QList<Recorded> m_recorded;
    QHash<QString, QStringList> m_edits; ///< ts of a message to what was put in its place, in order
    QSet<QString> m_edited;
    QSet<QString> m_disturbed;          ///< where a failure or a person changed the order
    QHash<QString, qsizetype> m_places; ///< message id to its place in the workspace
    QHash<QString, Instant> m_lastPost; ///< by channel
    qsizetype m_seen = 0;
    bool m_isCalm = false;
    QString m_mistake;
};

} // namespace

class TestDeliveryModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsItsPromisesWhateverHappens();
};

void TestDeliveryModel::keepsItsPromisesWhateverHappens()
{
    QLoggingCategory::setFilterRules(QStringLiteral("ledgercast.*.info=false\nledgercast.*.warning=false"));
    const QByteArray given = qgetenv("LEDGERCAST_SEED");
    const quint32 start = given.isEmpty() ? usualSeed : given.toUInt();
    const int wanted = qEnvironmentVariableIntValue("LEDGERCAST_LIVES");
    const int runs = wanted > 0 ? wanted : fewRuns;
    OutboxFixture empty;
    QVERIFY(empty.database->execute(QStringLiteral("PRAGMA journal_mode = DELETE")));
    const QString store = empty.folder.filePath(QStringLiteral("ledger.db"));
    qsizetype messages = 0;
    for (int run = 0; run < runs; ++run) {
        const quint32 seed = start + static_cast<quint32>(run);
        Life life(seed, store);
        life.live();
        messages += life.messages();
        QVERIFY2(life.mistake().isEmpty(),
                 qPrintable(QStringLiteral("%1. Again: LEDGERCAST_SEED=%2").arg(life.mistake()).arg(seed)));
    }
    qInfo("%d steps, %lld messages, seeds from %u", runs * stepsOfRun, static_cast<long long>(messages), start);
    QVERIFY(messages > runs * 20);
}

QTEST_GUILESS_MAIN(TestDeliveryModel)
#include "tst_deliverymodel.moc"
