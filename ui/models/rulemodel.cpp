// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rulemodel.h"

#include "core/domain/mention.h"
#include "core/domain/recordtype.h"
#include "ui/format/format.h"

#include <QMimeData>

namespace ledgercast {

namespace {

constexpr int shownTypes = 2;
const auto dragType = QStringLiteral("application/x-ledgercast-rule");

QString none()
{
    return QStringLiteral("—");
}

/// Short, plural, for a narrow column.
QString shortTypeName(const QString &type)
{
    static const QHash<QString, const char *> names{
        {recordtype::supplierInvoice.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Invoices")},
        {recordtype::pendingInvoice.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Pending invoices")},
        {recordtype::purchaseOrder.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "POs")},
        {recordtype::goodsReceipt.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Receipts")},
        {recordtype::payment.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Payments")},
        {recordtype::voucher.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "GL postings")},
        {recordtype::supplier.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Suppliers")},
        {recordtype::account.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Accounts")},
        {recordtype::costCentre.toString(), QT_TRANSLATE_NOOP("ledgercast::RuleModel", "Cost centres")}};
    const char *name = names.value(type);
    return name ? RuleModel::tr(name) : recordtype::displayName(type);
}

QString anyOr(const QStringList &list)
{
    return list.isEmpty() ? RuleModel::tr("Any") : list.join(u", "_qs);
}

} // namespace

QString ruleTypesText(const QStringList &types, int most)
{
    if (types.isEmpty())
        return RuleModel::tr("Any");
    QStringList names;
    for (const QString &type : types)
        names += shortTypeName(type);
    const qsizetype rest = names.size() - most;
    const QString shown = names.mid(0, most).join(u", "_qs);
    return rest > 0 ? RuleModel::tr("%1 +%2").arg(shown).arg(rest) : shown;
}

QString ruleAmountText(const Decimal &amount)
{
    bool isWhole = false;
    const qint64 number = amount.toString().toLongLong(&isWhole);
    return isWhole ? format::count(number) : format::money(amount, {}).amount;
}

QString ruleCentresText(const QStringList &patterns)
{
    return anyOr(patterns).replace(u'-', u'–');
}

RuleField RuleModel::fieldOf(int column)
{
    switch (column) {
    case Types:
        return RuleField::Types;
    case Centres:
        return RuleField::Centres;
    case MinimumAmount:
        return RuleField::MinimumAmount;
    case Exceptions:
        return RuleField::Exceptions;
    case Company:
        return RuleField::Companies;
    case ChannelName:
        return RuleField::Channel;
    case Mention:
        return RuleField::Mention;
    case Send:
        return RuleField::Send;
    default:
        return RuleField::Name;
    }
}

void RuleModel::setDraft(const RuleDraft &draft)
{
    QList<DraftRule> rows = draft.rules();
    std::optional<DraftRule> fallback;
    if (!rows.isEmpty() && isFallback(rows.last().route))
        fallback = rows.takeLast();
    QList<bool> changed;
    for (qsizetype row = 0; row < draft.rules().size(); ++row)
        changed += draft.isRowChanged(row);
    if (!fallback) {
        const QList<Route> gone = draft.removed();
        changed += std::any_of(gone.cbegin(), gone.cend(), isFallback);
    }
    // Rows come and go in one place: what is the same above and below it stays, with selection and scroll position.
    qsizetype same = 0;
    const qsizetype common = std::min(rows.size(), m_rows.size());
    while (same < common && rows.at(same) == m_rows.at(same))
        ++same;
    const qsizetype fewer = m_rows.size() - rows.size();
    const auto at = static_cast<int>(same);
    if (fewer > 0)
        beginRemoveRows({}, at, at + static_cast<int>(fewer) - 1);
    else if (fewer < 0)
        beginInsertRows({}, at, at - static_cast<int>(fewer) - 1);
    m_draft = draft;
    m_rows = rows;
    m_fallback = fallback;
    m_changed = changed;
    if (fewer > 0)
        endRemoveRows();
    else if (fewer < 0)
        endInsertRows();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RuleModel::setChannels(const QList<Channel> &channels)
{
    if (channels == m_channels)
        return;
    m_channels = channels;
    Q_EMIT dataChanged(index(0, ChannelName), index(rowCount() - 1, ChannelName));
}

void RuleModel::setGuard(const ChannelGuard &guard)
{
    m_guard = guard;
    Q_EMIT dataChanged(index(0, ChannelName), index(rowCount() - 1, ChannelName));
}

QString RuleModel::hindrance(const QString &channel) const
{
    QStringList sentences{channelStanding(channel, m_channels).sentence};
    if (!channel.isEmpty() && !m_guard.decide(channel).isAllowed)
        sentences << m_guard.sentenceOn(channel);
    sentences.removeAll(QString());
    return sentences.join(u'\n');
}

QString RuleModel::channelWarning(const QString &channel) const
{
    if (channel.isEmpty() || !m_guard.decide(channel).isAllowed)
        return hindrance(channel);
    QStringList sentences{hindrance(channel), m_guard.sentenceOn(channel)};
    sentences.removeAll(QString());
    return sentences.join(u'\n');
}

int RuleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ruleCount() + 1;
}

int RuleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

const Route *RuleModel::route(int row) const
{
    if (!isLocked(row))
        return &m_rows.at(row).route;
    return m_fallback ? &m_fallback->route : nullptr;
}

QString RuleModel::display(const QModelIndex &index) const
{
    const Route *rule = route(index.row());
    if (isLocked(index.row())) {
        if (index.column() == Types)
            return tr("Everything else");
        if (index.column() == ChannelName)
            return rule ? QString(u'#' + rule->channel) : tr("Leave unrouted");
        if (!rule && index.column() == Mention)
            return none();
        if (!rule || (index.column() != Mention && index.column() != Send))
            return {};
    }
    switch (index.column()) {
    case Number:
        return {};
    case Types:
        return ruleTypesText(rule->recordTypes, shownTypes);
    case Centres:
        return ruleCentresText(rule->costCentres);
    case MinimumAmount:
        return rule->minimumAmount ? ruleAmountText(*rule->minimumAmount) : none();
    case Exceptions:
        return rule->exceptions.isEmpty() ? none() : rule->exceptions.join(u", "_qs);
    case Company:
        return rule->companies.isEmpty() ? tr("All") : rule->companies.join(u", "_qs);
    case ChannelName:
        return rule->channel.isEmpty() ? tr("Choose…") : QString(u'#' + rule->channel);
    case Mention:
        return rule->mention.isEmpty() ? none() : mentionLabel(rule->mention);
    default:
        return rule->delivery == DeliveryMode::Digest ? tr("Digest") : tr("Now");
    }
}

QString RuleModel::problem(const QModelIndex &index) const
{
    const Route *rule = route(index.row());
    if (!rule || index.column() == Number)
        return {};
    Route copy;
    if (const auto written = setRuleText(copy, fieldOf(index.column()), ruleText(*rule, fieldOf(index.column())));
        !written)
        return written.error();
    return {};
}

QString RuleModel::warning(const QModelIndex &index) const
{
    const Route *rule = route(index.row());
    return rule && index.column() == ChannelName ? hindrance(rule->channel) : QString();
}

QString RuleModel::remark(const QModelIndex &index) const
{
    const Route *rule = route(index.row());
    const bool isOne = rule && index.column() == ChannelName && m_guard.decide(rule->channel).isAllowed;
    return isOne ? m_guard.sentenceOn(rule->channel) : QString();
}

QString RuleModel::toolTip(const QModelIndex &index) const
{
    const int row = index.row();
    const Route *rule = route(row);
    QStringList lines;
    if (index.column() == Number && rule)
        lines += rule->name.isEmpty() ? tr("No name yet") : rule->name;
    if (index.column() == Types && rule && rule->recordTypes.size() > shownTypes)
        lines += ruleTypesText(rule->recordTypes, static_cast<int>(rule->recordTypes.size()));
    if (index.column() == Mention && rule && !rule->mention.isEmpty())
        lines += mentionLabel(rule->mention); // the column is narrow
    lines += warning(index);
    lines += remark(index);
    if (const QString sentence = problem(index); !lines.contains(sentence))
        lines += sentence;
    const bool isRule = row < m_draft.rules().size();
    if (isRule && m_draft.before(row) && index.column() != Number &&
        m_draft.isFieldChanged(row, fieldOf(index.column()))) {
        const QString old = ruleText(*m_draft.before(row), fieldOf(index.column()));
        lines += tr("Before: %1").arg(old.isEmpty() ? tr("no condition") : old);
    } else if (isRule && index.column() == Number && m_changed.value(row)) {
        lines += m_draft.before(row) ? tr("Changed in the draft") : tr("New in the draft");
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString RuleModel::sentence(int row) const
{
    const auto text = [&](int column) { return display(index(row, column)); };
    const QString changed = m_changed.value(row) ? tr(", changed") : QString();
    if (isLocked(row))
        return tr("Everything else, %1").arg(m_fallback ? tr("to %1").arg(text(ChannelName)) : tr("leave unrouted")) +
               changed;
    const Route &rule = m_rows.at(row).route;
    QStringList parts{tr("Rule %1").arg(row + 1), ruleTypesText(rule.recordTypes, 20),
                      rule.costCentres.isEmpty() ? tr("any cost centre") : tr("cost centre %1").arg(text(Centres))};
    if (rule.minimumAmount)
        parts += tr("from %1").arg(text(MinimumAmount));
    if (!rule.exceptions.isEmpty())
        parts += text(Exceptions);
    if (!rule.companies.isEmpty())
        parts += tr("company %1").arg(text(Company));
    parts += rule.channel.isEmpty() ? tr("without a channel") : tr("to %1").arg(rule.channel);
    parts += rule.delivery == DeliveryMode::Digest ? tr("in the digest") : tr("sent now");
    return parts.join(u", "_qs) + changed;
}

QVariant RuleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const Route *rule = route(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case Qt::EditRole:
        return rule ? ruleText(*rule, fieldOf(index.column())) : QString();
    case Qt::ToolTipRole: {
        const QString tip = toolTip(index);
        return tip.isEmpty() ? QVariant() : tip;
    }
    case Qt::AccessibleTextRole:
        return index.column() == Number ? sentence(row) : display(index);
    case Qt::TextAlignmentRole:
        return QVariant(index.column() == Number || index.column() == MinimumAmount ? Qt::AlignRight | Qt::AlignVCenter
                                                                                    : Qt::AlignLeft | Qt::AlignVCenter);
    case RowNumber:
        return isLocked(row) ? QString() : QString::number(row + 1);
    case IsChanged:
        return index.column() != Number && row < m_draft.rules().size() && m_changed.value(row) &&
               m_draft.isFieldChanged(row, fieldOf(index.column()));
    case IsRowChanged:
        return m_changed.value(row);
    case IsUnconditional:
        return index.column() != ChannelName && index.column() != Send &&
               (!rule || ruleText(*rule, fieldOf(index.column())).isEmpty()) && !isLocked(row);
    case IsLocked:
        return isLocked(row);
    case Problem:
        return problem(index);
    case Warning:
        return warning(index);
    case Remark:
        return remark(index);
    default:
        return {};
    }
}

QVariant RuleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == MinimumAmount ? Qt::AlignRight | Qt::AlignVCenter
                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{QString(), tr("Types"),   tr("Centres"), tr("Min amount"), tr("Exceptions"),
                            tr("Co."), tr("Channel"), tr("Mention"), tr("Send")};
    return names.value(section);
}

QString RuleModel::whyRefused(const QModelIndex &index, const QString &text) const
{
    const bool clearsFallback = isLocked(index.row()) && index.column() == ChannelName && text.trimmed().isEmpty();
    Route copy;
    if (const auto written = setRuleText(copy, fieldOf(index.column()), text); !written)
        return clearsFallback ? QString() : written.error();
    if (index.column() != ChannelName)
        return {};
    const ChannelStanding standing = channelStanding(copy.channel, m_channels);
    return standing.isRefused() ? standing.sentence : QString();
}

bool RuleModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString text = value.toString().trimmed();
    if (text == data(index, Qt::EditRole).toString())
        return true;
    if (const QString reason = whyRefused(index, text); !reason.isEmpty()) {
        Q_EMIT refused(reason);
        return false;
    }
    if (isLocked(index.row()) && index.column() == ChannelName) {
        setFallback(text);
        return true;
    }
    QList<DraftRule> rules = m_draft.rules();
    if (index.row() >= rules.size())
        return false;
    if (!setRuleText(rules[index.row()].route, fieldOf(index.column()), text))
        return false;
    Q_EMIT editWanted(rules, tr("change rule %1").arg(index.row() + 1));
    return true;
}

void RuleModel::setFallback(const QString &channel)
{
    QList<DraftRule> rules = m_draft.rules();
    if (m_fallback)
        rules.removeLast();
    if (!channel.isEmpty()) {
        DraftRule fallback = m_fallback.value_or(DraftRule{});
        if (!m_fallback) {
            fallback.route.name = fallbackRuleName();
            fallback.route.priority = rules.isEmpty() ? 10 : rules.last().route.priority + 10;
            for (int i = 0; i < m_draft.applied().size(); ++i)
                fallback.origin = isFallback(m_draft.applied().at(i)) ? i : fallback.origin;
        }
        (void)setRuleText(fallback.route, RuleField::Channel, channel);
        rules.append(fallback);
    }
    Q_EMIT editWanted(rules, tr("change everything else"));
}

Qt::ItemFlags RuleModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (isLocked(index.row())) {
        const bool isEditable =
            index.column() == ChannelName || (m_fallback && (index.column() == Mention || index.column() == Send));
        return isEditable ? flags | Qt::ItemIsEditable : flags;
    }
    flags |= Qt::ItemIsDragEnabled;
    return index.column() == Number ? flags : flags | Qt::ItemIsEditable;
}

QStringList RuleModel::mimeTypes() const
{
    return {dragType};
}

QMimeData *RuleModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty() || isLocked(indexes.first().row()))
        return nullptr;
    auto *data = new QMimeData;
    data->setData(dragType, QByteArray::number(indexes.first().row()));
    return data;
}

bool RuleModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int /*column*/,
                             const QModelIndex &parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(dragType))
        return false;
    bool isNumber = false;
    const int from = data->data(dragType).toInt(&isNumber);
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : ruleCount();
    to = std::min(to, ruleCount());
    if (!isNumber || from < 0 || from >= ruleCount())
        return false;
    to = to > from ? to - 1 : to; // the place it has once it is taken out
    if (to != from)
        Q_EMIT moveWanted(from, to);
    return false; // the rows follow the draft; the view has nothing to remove
}

} // namespace ledgercast
