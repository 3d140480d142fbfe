// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/detailpanel.h"

#include "core/domain/recordtype.h"
#include "ui/format/entrystate.h"
#include "ui/format/format.h"
#include "ui/format/recordlook.h"
#include "ui/pages/entrytabs.h"
#include "ui/present/hub.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"

#include <QPainter>
#include <QShortcut>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabBar>

namespace ledgercast {

namespace {

constexpr int side = 18;
constexpr int timelineTab = 2;
constexpr int leastWidth = 340;
constexpr int tabPadding = 11;

/// The tabs' own line ends with the last of them; this one goes through.
class TabRow : public QWidget
{
public:
    TabRow(const Theme &theme, QTabBar *tabs) : m_theme(theme)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(side - tabPadding, 0, 0, 0);
        row->addWidget(tabs);
        row->addStretch(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Border));
    }

private:
    const Theme &m_theme;
};

} // namespace

DetailPanel::DetailPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_stack(new QStackedLayout(this))
    , m_nothing(new TextLabel(context.theme, TextStyle::Body, Token::Muted))
    , m_symbol(new SymbolLabel(context.theme, metrics::iconSize))
    , m_title(new TextLabel(context.theme, TextStyle::Body, Token::TextSecondary))
    , m_state(new Pill(context.theme))
    , m_amount(new TextLabel(context.theme, TextStyle::DetailNumber, Token::Text))
    , m_currency(new TextLabel(context.theme, TextStyle::Body, Token::TextSecondary))
    , m_due(new TextLabel(context.theme, TextStyle::Small, Token::TextSecondary))
    , m_party(new TextLabel(context.theme, TextStyle::BodyMedium, Token::Text))
    , m_place(new TextLabel(context.theme, TextStyle::Small, Token::Muted))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_summary(new SummaryTab(context.theme))
    , m_message(new MessageTab(context.theme))
    , m_timeline(new TimelineView(context.theme))
    , m_source(new SourceTab(context.theme))
    , m_callout(new Callout(context.theme))
{
    setObjectName(QStringLiteral("detailPanel"));
    setMinimumWidth(leastWidth);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(40);
    m_nothing->setObjectName(QStringLiteral("detailNothing"));
    auto *entry = new QWidget;
    auto *column = new QVBoxLayout(entry);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new TabRow(context.theme, m_tabs));
    column->addWidget(m_pages, 1);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(entry);
    addTabs();
    followActions();
    connect(m_message, &MessageTab::notice, this, &DetailPanel::notice);
    connect(m_source, &SourceTab::notice, this, &DetailPanel::notice);
    setNothing(tr("Select an entry to see its details."));
}

void DetailPanel::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_context.theme.color(Token::Surface));
}

QWidget *DetailPanel::makeHeader()
{
    m_title->setObjectName(QStringLiteral("detailTitle"));
    m_amount->setObjectName(QStringLiteral("detailAmount"));
    for (TextLabel *label : {m_title, m_amount, m_party, m_place})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setWordWrap(true);
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("closeDetails"));
    close->setIcon(m_context.theme.icon(Symbol::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setAccessibleName(tr("Close the details"));
    close->setToolTip(
        tr("Close the details (%1)")
            .arg(m_context.actions[Command::ToggleDetails]->shortcut().toString(QKeySequence::NativeText)));
    connect(close, &QToolButton::clicked, this, &DetailPanel::closeRequested);
    auto *header = new QWidget;
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_symbol);
    top->addWidget(m_title, 1);
    top->addWidget(m_state);
    top->addWidget(close);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(6);
    figures->addWidget(m_amount, 0, Qt::AlignBottom);
    figures->addWidget(m_currency, 0, Qt::AlignBottom);
    figures->addStretch(1);
    figures->addWidget(m_due, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(side, 9, side, 12);
    column->setSpacing(2);
    column->addLayout(top);
    column->addSpacing(2);
    column->addLayout(figures);
    column->addWidget(m_party);
    column->addWidget(m_place);
    column->addSpacing(9);
    column->addLayout(makeButtons());
    return header;
}

QLayout *DetailPanel::makeButtons()
{
    m_replay = addAction(Command::Replay, QStringLiteral("replayButton"), Symbol::Replay);
    m_replayTo = addAction(Command::ReplayTo, QStringLiteral("replayToButton"), Symbol::None);
    m_slack = addAction(Command::OpenInSlack, QStringLiteral("openInSlackButton"), Symbol::OpenElsewhere);
    m_slack->setText(tr("Open in Slack"));
    m_slack->setIcon(m_context.theme.icon(Symbol::OpenElsewhere, Token::Accent));
    setButtonKind(m_slack, ButtonKind::Link);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_replay);
    row->addWidget(m_replayTo);
    row->addSpacing(4);
    row->addWidget(m_slack);
    row->addStretch(1);
    return row;
}

QPushButton *DetailPanel::addAction(Command command, const QString &name, Symbol symbol)
{
    QAction *action = m_context.actions[command];
    auto *button = new QPushButton;
    button->setObjectName(name);
    if (symbol != Symbol::None)
        button->setIcon(m_context.theme.icon(symbol, Token::Text));
    setCompact(button);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QWidget *DetailPanel::makeTimeline()
{
    m_callout->setObjectName(QStringLiteral("causeCallout"));
    m_timeline->setObjectName(QStringLiteral("timelineView"));
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 14, 0, 0);
    column->setSpacing(12);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(side, 0, side, 0);
    inset->addWidget(m_callout);
    column->addLayout(inset);
    column->addWidget(m_timeline, 1);
    connect(m_callout, &Callout::remedyChosen, this, [this] { Q_EMIT remedyChosen(m_cause); });
    return page;
}

void DetailPanel::addTabs()
{
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setAccessibleName(tr("Details"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    const std::pair<QString, QWidget *> pages[] = {{tr("Summary"), m_summary},
                                                   {tr("Message"), m_message},
                                                   {tr("Timeline"), makeTimeline()},
                                                   {tr("Source"), m_source}};
    for (const auto &[name, page] : pages) {
        const int index = m_tabs->addTab(name);
        const QKeySequence keys(u"Alt+%1"_qs.arg(index + 1));
        m_tabs->setTabToolTip(index, keys.toString(QKeySequence::NativeText));
        m_pages->addWidget(page);
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, index] { m_tabs->setCurrentIndex(index); });
    }
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_tabs->setCurrentIndex(timelineTab);
}

void DetailPanel::followActions()
{
    const auto follow = [this](QPushButton *button, Command command) {
        const QAction *action = m_context.actions[command];
        const auto update = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
        };
        connect(action, &QAction::changed, button, update);
        update();
    };
    follow(m_replay, Command::Replay);
    follow(m_replayTo, Command::ReplayTo);
    follow(m_slack, Command::OpenInSlack);
    setSelected(1);
}

void DetailPanel::setCostCentres(const QHash<QString, QString> &names)
{
    if (m_costCentres != names)
        m_shown = {};
    m_costCentres = names;
}

void DetailPanel::setSelected(int entries)
{
    m_replay->setText(entries > 1 ? tr("Replay %1").arg(format::count(entries)) : tr("Replay"));
    m_replayTo->setText(entries > 1 ? tr("Replay %1 to…").arg(format::count(entries)) : tr("Replay to…"));
}

void DetailPanel::setNothing(const QString &sentence)
{
    m_shown = {};
    m_nothing->setText(sentence);
    m_stack->setCurrentIndex(0);
    setAccessibleName(sentence);
}

void DetailPanel::setDetail(const EntryDetail &detail, const QStringList &today)
{
    const QDateTime now = toDateTime(m_context.clock.now());
    m_stack->setCurrentIndex(1);
    showCause(detail);
    // Whatever happens to an entry is an event: without a new one, scroll positions and selected text stay.
    const qint64 lastEvent = detail.events.isEmpty() ? 0 : detail.events.constLast().id;
    const std::pair shown(detail.row.id, lastEvent);
    const bool isSame = std::exchange(m_shown, shown) == shown;
    if (std::exchange(m_today, today) != today || !isSame)
        m_summary->setDetail(detail, today, m_costCentres, now);
    if (isSame)
        return;
    showHeader(detail);
    m_message->setDetail(detail, now);
    const QList<TimelineItem> items = timelineOf(detail, now);
    m_timeline->setItems(items);
    m_timeline->setAccessibleName(tr("Timeline, %1 events").arg(items.size()));
    m_source->setDetail(detail);
}

void DetailPanel::showHeader(const EntryDetail &detail)
{
    const EntryRow &row = detail.row;
    const Document &document = detail.change.document;
    const QString label = recordtype::documentLabel(row.type, row.number);
    const QString type = recordtype::displayName(row.type);
    m_symbol->setSymbol(symbolOfRecord(row.finding ? EntryFilter::anyException : row.type), Token::TextSecondary);
    if (row.finding)
        m_title->setText(
            tr("%1: %2", "a kind of exception, and a document").arg(displayName(row.finding->kind), label));
    else
        m_title->setText(label.startsWith(type) ? label : QString(type + u' ' + label));
    setAccessibleName(tr("Details of %1").arg(label));
    m_replay->setAccessibleName(tr("Replay %1").arg(label));
    m_replayTo->setAccessibleName(tr("Replay %1 to another channel").arg(label));
    m_slack->setAccessibleName(tr("Open %1 in Slack").arg(label));
    const StateLook look = lookOf(row.state, row.reason);
    m_state->setLook({look.word, look.symbol, look.tone});
    m_state->setToolTip(look.meaning);
    const format::MoneyText money =
        row.amount ? format::money(row.amount->amount, row.amount->currency) : format::MoneyText();
    m_amount->setText(money.amount);
    m_amount->setVisible(row.amount.has_value());
    m_currency->setText(money.currency);
    const QDate due = QDate::fromString(document.fields.value(QStringLiteral("due_date")), Qt::ISODate);
    const QDate today = toDateTime(m_context.clock.now()).toLocalTime().date();
    m_due->setText(due.isValid() ? tr("Due %1").arg(format::date(due, today)) : QString());
    m_party->setText(row.partyName);
    m_party->setVisible(!row.partyName.isEmpty());
    QStringList place;
    for (const QString &code : row.costCentres)
        place += QString(code + u' ' + m_costCentres.value(code)).trimmed();
    if (const QString order = document.fields.value(QStringLiteral("purchase_order")); !order.isEmpty())
        place += tr("PO %1").arg(order);
    place += document.division.isEmpty() ? tr("company %1").arg(row.company)
                                         : tr("company %1 / %2").arg(row.company, document.division);
    m_place->setText(place.join(u" · "_qs));
}

void DetailPanel::showCause(const EntryDetail &detail)
{
    QStringList publicChannels;
    for (const Channel &channel : m_context.hub.channels())
        if (!channel.isPrivate)
            publicChannels += channel.name;
    m_cause = causeOf(detail, publicChannels);
    m_callout->setVisible(!m_cause.title.isEmpty());
    m_callout->setText(m_cause.tone, m_cause.symbol, m_cause.title, m_cause.sentence);
    m_callout->setRemedy(m_cause.remedyLabel, m_cause.remedy != EntryCause::Remedy::Replay);
    // One primary button a panel: trying the same again, unless that can't help.
    const bool shouldReplay = m_cause.remedy == EntryCause::Remedy::Replay;
    setButtonKind(m_replay, shouldReplay ? ButtonKind::Primary : ButtonKind::Default);
    m_replay->setIcon(m_context.theme.icon(Symbol::Replay, shouldReplay ? Token::OnAccent : Token::Text));
    if (shouldReplay)
        m_callout->setRemedy({});
}

} // namespace ledgercast
