// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/activityfilters.h"

#include "core/domain/recordtype.h"
#include "ui/format/entrystate.h"
#include "ui/format/format.h"
#include "ui/format/recordlook.h"
#include "ui/pages/activitydates.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterbutton.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace ledgercast {

namespace {

constexpr int settleMs = 200;
constexpr int searchWidth = 268;
constexpr int searchShare = 20; ///< takes the room before the gap does
const auto typeId = QStringLiteral("type");
const auto stateId = QStringLiteral("state");
const auto costCentreId = QStringLiteral("costCentre");
const auto channelId = QStringLiteral("channel");
const auto dateId = QStringLiteral("date");
const auto entriesId = QStringLiteral("entries");

QList<FilterOption> stateOptions()
{
    QList<FilterOption> options;
    for (int i = 0; i <= static_cast<int>(EntryState::Skipped); ++i) {
        const auto state = static_cast<EntryState>(i);
        options += {toWord(state), lookOf(state).word, lookOf(state).symbol};
    }
    return options;
}

QList<FilterOption> typeOptions(const QStringList &types)
{
    QList<FilterOption> options;
    for (const QString &type : types)
        options += {type, recordtype::displayName(type), symbolOfRecord(type)};
    const Symbol symbol = symbolOfRecord(EntryFilter::anyException);
    options += {EntryFilter::anyException, ActivityFilters::tr("Exception, any"), symbol};
    const QStringList kinds = findingKindWords();
    for (const QString &kind : kinds)
        options += {kind, displayName(*findingKindOf(kind)), symbol};
    return options;
}

} // namespace

ActivityFilters::ActivityFilters(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_search(new QLineEdit)
    , m_types(addButton(typeId, tr("Type")))
    , m_states(addButton(stateId, tr("State")))
    , m_costCentres(addButton(costCentreId, tr("Cost centre")))
    , m_channels(addButton(channelId, tr("Channel")))
    , m_dates(new DateFilter(theme, clock))
    , m_chips(new ChipBar(theme))
    , m_count(new TextLabel(theme, TextStyle::Small, Token::Muted))
{
    setObjectName(QStringLiteral("activityFilters"));
    m_states->setOptions(stateOptions());
    m_types->setOptions(typeOptions(recordtype::known()));
    m_count->setObjectName(QStringLiteral("entryCount"));
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(makeSearch(), searchShare);
    for (QWidget *button :
         {static_cast<QWidget *>(m_types), static_cast<QWidget *>(m_states), static_cast<QWidget *>(m_costCentres),
          static_cast<QWidget *>(m_channels), static_cast<QWidget *>(m_dates)})
        first->addWidget(button);
    first->addStretch(1);
    first->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::tablePadding, 11, metrics::tablePadding, 11);
    column->setSpacing(9);
    column->addLayout(first);
    column->addWidget(m_chips);
    connect(m_dates, &DateFilter::spanChanged, this, &ActivityFilters::readButtons);
    connect(m_chips, &ChipBar::removeRequested, this, &ActivityFilters::removeChip);
    connect(m_chips, &ChipBar::editRequested, this, &ActivityFilters::editChip);
    connect(m_chips, &ChipBar::clearRequested, this, &ActivityFilters::clear);
}

QWidget *ActivityFilters::makeSearch()
{
    m_search->setObjectName(QStringLiteral("searchField"));
    m_search->setAccessibleName(tr("Search entries"));
    m_search->setPlaceholderText(tr("Document, supplier, amount…"));
    m_search->setToolTip(tr("Words of an entry, an amount such as 12480, or >10000"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(searchWidth);
    m_search->addAction(m_theme.icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(settleMs);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &ActivityFilters::readButtons);
    connect(&m_typing, &QTimer::timeout, this, &ActivityFilters::readButtons);
    return m_search;
}

FilterButton *ActivityFilters::addButton(const QString &id, const QString &name)
{
    auto *button = new FilterButton(m_theme, name);
    button->setObjectName(id + u"Filter");
    connect(button, &FilterButton::chosenChanged, this, &ActivityFilters::readButtons);
    return button;
}

QWidget *ActivityFilters::search() const
{
    return m_search;
}

void ActivityFilters::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool ActivityFilters::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Down) {
        Q_EMIT tableWanted();
        return true;
    }
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        readButtons();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ActivityFilters::readButtons()
{
    m_typing.stop();
    EntryFilter filter;
    filter.search = m_search->text().trimmed();
    filter.types = m_types->chosen();
    for (const QString &word : m_states->chosen())
        filter.states += *entryStateFromWord(word);
    filter.costCentres = m_costCentres->chosen();
    filter.channels = m_channels->chosen();
    filter.from = m_dates->span().from;
    filter.until = m_dates->span().until;
    filter.ids = m_filter.ids;
    change(filter);
}

void ActivityFilters::change(const EntryFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    showChips();
    Q_EMIT filterChanged(m_filter);
}

void ActivityFilters::setFilter(const EntryFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    showFilter();
    showChips();
    Q_EMIT filterChanged(m_filter);
}

void ActivityFilters::showFilter()
{
    addMissingOptions();
    m_search->setText(m_filter.search);
    m_typing.stop();
    m_types->setChosen(m_filter.types);
    QStringList words;
    for (const EntryState state : m_filter.states)
        words += toWord(state);
    m_states->setChosen(words);
    m_costCentres->setChosen(m_filter.costCentres);
    m_channels->setChosen(m_filter.channels);
    m_dates->setSpan({m_filter.from, m_filter.until});
}

void ActivityFilters::addMissingOptions()
{
    // A link may ask for a centre or channel that none of the lists knows (yet).
    const auto add = [](FilterButton *button, const QStringList &keys, const QString &prefix) {
        QList<FilterOption> options = button->options();
        for (const QString &key : keys)
            if (std::none_of(options.begin(), options.end(), [&](const FilterOption &one) { return one.key == key; }))
                options += {key, prefix + key, Symbol::None};
        button->setOptions(options);
    };
    add(m_costCentres, m_filter.costCentres, {});
    add(m_channels, m_filter.channels, u"#"_qs);
}

void ActivityFilters::setCostCentres(const QList<CostCentreRow> &costCentres)
{
    QList<FilterOption> options;
    QSet<QString> seen;
    for (const CostCentreRow &row : costCentres) {
        if (seen.contains(row.code))
            continue;
        seen.insert(row.code);
        options += {row.code, QString(row.code + u' ' + row.name).trimmed(), Symbol::None};
    }
    m_costCentres->setOptions(options);
    addMissingOptions();
    m_costCentres->setChosen(m_filter.costCentres);
    showChips();
}

void ActivityFilters::setChannels(const QList<Channel> &channels)
{
    QList<FilterOption> options;
    for (const Channel &channel : channels)
        options += {channel.name, u'#' + channel.name, Symbol::None};
    m_channels->setOptions(options);
    addMissingOptions();
    m_channels->setChosen(m_filter.channels);
}

void ActivityFilters::setRecordTypes(const QStringList &types)
{
    QStringList all = recordtype::known();
    for (const QString &type : types)
        if (!all.contains(type))
            all += type;
    m_types->setOptions(typeOptions(all));
    m_types->setChosen(m_filter.types);
}

void ActivityFilters::setCounts(const EntryCounts &counts)
{
    QStringList parts{counts.entries == 1 ? tr("1 entry") : tr("%1 entries").arg(format::count(counts.entries))};
    if (counts.failed > 0)
        parts += tr("%1 failed").arg(format::count(counts.failed));
    if (counts.unrouted > 0)
        parts += tr("%1 unrouted").arg(format::count(counts.unrouted));
    const QString text = parts.join(u" · "_qs);
    if (text == m_count->text())
        return;
    m_count->setText(text);
    m_count->setAccessibleName(text);
    m_announcer.announce(m_count);
}

void ActivityFilters::clear()
{
    EntryFilter filter;
    filter.search = m_filter.search;
    setFilter(filter);
}

void ActivityFilters::clearDates()
{
    EntryFilter filter = m_filter;
    filter.from.reset();
    filter.until.reset();
    setFilter(filter);
}

QString ActivityFilters::textOf(const QString &id) const
{
    if (id == typeId && !m_filter.types.isEmpty())
        return tr("Type: %1").arg(m_types->chosenText());
    if (id == stateId && !m_filter.states.isEmpty())
        return tr("State: %1").arg(m_states->chosenText());
    if (id == costCentreId && !m_filter.costCentres.isEmpty())
        return tr("Cost centre: %1").arg(m_costCentres->chosenText());
    if (id == channelId && !m_filter.channels.isEmpty())
        return tr("Channel: %1").arg(m_channels->chosenText());
    if (id == dateId && hasDates())
        return tr("Date: %1").arg(m_dates->spanText());
    if (id == entriesId && !m_filter.ids.isEmpty())
        return m_filter.ids.size() == 1 ? tr("What would change: 1 entry")
                                        : tr("What would change: %1 entries").arg(format::count(m_filter.ids.size()));
    return {};
}

void ActivityFilters::showChips()
{
    for (const QString &id : {typeId, stateId, costCentreId, channelId, dateId, entriesId}) {
        const bool isSet = !textOf(id).isEmpty();
        if (isSet && !m_order.contains(id))
            m_order += id;
        else if (!isSet)
            m_order.removeAll(id);
    }
    QList<Chip> chips;
    for (const QString &id : std::as_const(m_order))
        chips += {id, textOf(id)};
    m_chips->setChips(chips);
}

void ActivityFilters::removeChip(const QString &id)
{
    EntryFilter filter = m_filter;
    if (id == typeId)
        filter.types.clear();
    else if (id == stateId)
        filter.states.clear();
    else if (id == costCentreId)
        filter.costCentres.clear();
    else if (id == channelId)
        filter.channels.clear();
    else if (id == entriesId)
        filter.ids.clear();
    else
        return clearDates();
    setFilter(filter);
}

void ActivityFilters::editChip(const QString &id)
{
    if (auto *button = findChild<QToolButton *>(id + u"Filter"))
        button->showMenu();
}

} // namespace ledgercast
