// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackworkspace.h"

#include "app/sandbox/masterdata.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace ledgercast::sandbox {

namespace {

QByteArray randomId(Random &random, char first, int length)
{
    static constexpr QByteArrayView letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
    QByteArray id(1, first);
    while (id.size() < length)
        id += letters.at(random.between(0, static_cast<int>(letters.size()) - 1));
    return id;
}

} // namespace

SlackMessage *SlackChannel::find(qint64 micros)
{
    SlackMessage *found = findAny(micros);
    return found && found->isDeleted ? nullptr : found;
}

bool SlackChannel::isShown(const SlackMessage &message) const
{
    return !message.isDeleted || hasReplies(message.micros);
}

bool SlackChannel::hasReplies(qint64 micros) const
{
    const auto thread = threads.constFind(micros);
    return thread != threads.constEnd() &&
           std::any_of(thread->begin(), thread->end(), [this](quint32 index) { return !messages[index].isDeleted; });
}

SlackMessage *SlackChannel::findAny(qint64 micros)
{
    const auto found =
        std::lower_bound(messages.begin(), messages.end(), micros,
                         [](const SlackMessage &message, qint64 wanted) { return message.micros < wanted; });
    return found == messages.end() || found->micros != micros ? nullptr : &*found;
}

SlackWorkspace::SlackWorkspace(quint64 seed, bool isHealthy)
{
    Random random(seed ^ 0x51acULL);
    token = "xoxb-" + QByteArray::number(random.between(100000000, 999999999)) + "0123-" +
            QByteArray::number(random.between(100000000, 999999999)) + "4567-" + randomId(random, 'L', 24);
    appToken = "xapp-1-" + appId + '-' + token.last(24).toLower();
    addChannel(random, "general", "Company-wide news");
    addChannel(random, "random", "Everything else");
    addChannel(random, "fin-ap", "Accounts payable");
    addChannel(random, "procurement", "Purchase orders and receipts");
    addChannel(random, "finance-alerts", "Whatever has no channel of its own");
    for (const CostCentre &centre : masterdata::costCentres()) {
        if (!centre.channel.isEmpty())
            addChannel(random, centre.channel, "Cost centre " + centre.code + ' ' + centre.name);
    }
    addChannel(random, "audit-partners", "With our external auditors");
    addChannel(random, "treasury-private", "Payments above the limit");
    addChannel(random, "cfo-office", "Private");
    anyChannel("general")->isMember = false;
    anyChannel("random")->isMember = false;
    anyChannel("fin-it")->isArchived = !isHealthy;
    anyChannel("audit-partners")->isShared = true;
    anyChannel("treasury-private")->isPrivate = true;
    anyChannel("cfo-office")->isPrivate = true;
    anyChannel("cfo-office")->isMember = false;
    static constexpr std::array people{std::pair{"claire.moreau", "Claire Moreau"},
                                       std::pair{"jan.brandt", "Jan Brandt"}, std::pair{"elin.lind", "Elin Lind"},
                                       std::pair{"kenji.tanaka", "Kenji Tanaka"}};
    for (const auto &[name, realName] : people)
        m_users.push_back({randomId(random, 'U', 9), name, realName, QByteArray(name) + "@acme.example", false, false});
    m_users.push_back({randomId(random, 'U', 9), "max.former", "Max Former", "max.former@acme.example", false, true});
    m_users.push_back({botUserId, "ledgercast", "Ledgercast", {}, true, false});
}

void SlackWorkspace::addChannel(Random &random, const QByteArray &name, const QByteArray &purpose)
{
    SlackChannel channel;
    channel.id = randomId(random, 'C', 11);
    channel.name = name;
    channel.purpose = purpose;
    channel.members = random.between(3, 40);
    m_channels.push_back(std::move(channel));
    m_byKey.insert(m_channels.back().id, &m_channels.back());
    m_byKey.insert(name, &m_channels.back());
}

SlackChannel *SlackWorkspace::anyChannel(const QByteArray &idOrName)
{
    return m_byKey.value(idOrName.startsWith('#') ? idOrName.sliced(1) : idOrName);
}

void SlackWorkspace::rename(SlackChannel &channel, const QByteArray &name)
{
    m_byKey.remove(channel.name);
    channel.name = name;
    m_byKey.insert(name, &channel);
}

void SlackWorkspace::remove(SlackChannel &channel)
{
    channel.isDeleted = true;
    m_byKey.remove(channel.name);
    m_byKey.remove(channel.id);
}

SlackChannel *SlackWorkspace::channel(const QByteArray &idOrName)
{
    SlackChannel *found = anyChannel(idOrName);
    return found && found->isPrivate && !found->isMember ? nullptr : found;
}

qint64 SlackWorkspace::nextMicros()
{
    using namespace std::chrono;
    const qint64 now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    return m_lastMicros = qMax(now, m_lastMicros + 1);
}

SlackMessage &SlackWorkspace::add(SlackChannel &channel, SlackMessage message)
{
    const auto index = static_cast<quint32>(channel.messages.size());
    if (message.thread == 0)
        channel.roots.push_back(index);
    else
        channel.threads[message.thread].push_back(index);
    channel.messages.push_back(std::move(message));
    return channel.messages.back();
}

QByteArray SlackWorkspace::ts(qint64 micros)
{
    return QByteArray::number(micros / 1000000) + '.' + QByteArray::number(micros % 1000000).rightJustified(6, '0');
}

std::optional<qint64> SlackWorkspace::fromTs(const QByteArray &ts)
{
    const qsizetype point = ts.indexOf('.');
    const QByteArray seconds = point < 0 ? ts : ts.first(point);
    const QByteArray fraction = point < 0 ? QByteArray() : ts.sliced(point + 1).leftJustified(6, '0', true);
    bool isSeconds = false;
    bool isFraction = fraction.isEmpty();
    const qint64 whole = seconds.toLongLong(&isSeconds);
    const qint64 part = fraction.isEmpty() ? 0 : fraction.toLongLong(&isFraction);
    return isSeconds && isFraction ? std::optional(whole * 1000000 + part) : std::nullopt;
}

} // namespace ledgercast::sandbox
