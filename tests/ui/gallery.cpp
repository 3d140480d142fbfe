// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the widget kit on one page, for looking at it: ledgercast-gallery [--dark] [--shot FILE].

#include "ui/desktop/trayicon.h"
#include "ui/format/entrystate.h"
#include "ui/theme/focusring.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/dropzone.h"
#include "ui/widgets/filterbutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/pipelinewidget.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/sidebarview.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/statebanner.h"
#include "ui/widgets/steplistview.h"
#include "ui/widgets/textlabel.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLineParser>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTimer>

using namespace ledgercast;

namespace {

QPushButton *button(const QString &text, ButtonKind kind = ButtonKind::Default, const QIcon &icon = {})
{
    auto *made = new QPushButton(icon, text);
    setButtonKind(made, kind);
    return made;
}

QWidget *banners(const Theme &theme)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    using Form = BannerView::Form;
    const QList<BannerView> views{
        {Form::Attention, u"4 things need attention"_qs,
         u"11 entries are recorded but not in Slack yet, and GL postings can't be read."_qs},
        {Form::CaughtUp, u"Caught up at 14:30"_qs, u"214 changes today, all posted. Next check 14:35."_qs},
        {Form::Paused, u"Posting is paused until 15:30"_qs, u"Reading goes on. 12 posts wait in the queue."_qs},
        {Form::Offline, u"CloudSuite can't be reached since 14:12"_qs,
         u"Nothing is lost: Ledgercast reads the missed changes when it is back. Next try in 40 s."_qs}};
    for (const BannerView &view : views) {
        auto *banner = new StateBanner(theme);
        banner->setView(view);
        if (view.form == Form::Attention) {
            banner->addButton(button(u"Pause"_qs, ButtonKind::Default, theme.icon(Symbol::Pause)));
            auto *sync = button(u"Sync now"_qs, ButtonKind::Primary, theme.icon(Symbol::Sync, Token::OnAccent));
            setShortcutHint(sync, u"F5"_qs);
            banner->addButton(sync);
        }
        column->addWidget(banner);
    }
    return box;
}

QWidget *pipeline(const Theme &theme)
{
    auto *widget = new PipelineWidget(theme);
    widget->setView({{{u"read"_qs, Symbol::Cloud, u"CloudSuite"_qs, u"214"_qs, u"changes read today"_qs, {}},
                      {u"recorded"_qs, Symbol::Recorded, u"Recorded"_qs, u"214"_qs, u"in the audit log"_qs, {}},
                      {u"routed"_qs, Symbol::Routing, u"Routed"_qs, u"208"_qs, u"to 12 channels"_qs, {}},
                      {u"posted"_qs, Symbol::Channel, u"Posted"_qs, u"199"_qs, u"7 of them replayed"_qs, {}}},
                     {{u"blocked"_qs, 0, Symbol::Lock, Tone::Warning, u"1 source blocked"_qs},
                      {u"unrouted"_qs, 1, Symbol::Unrouted, Tone::Warning, u"6 unrouted"_qs},
                      {u"queued"_qs, 2, Symbol::Clock, Tone::Info, u"4 queued"_qs},
                      {u"failed"_qs, 2, Symbol::Failed, Tone::Danger, u"5 failed"_qs}}});
    return widget;
}

QWidget *table(const Theme &theme)
{
    auto *model = new QStandardItemModel(0, 7);
    model->setHorizontalHeaderLabels(
        {u"Time"_qs, u"Document"_qs, u"Supplier"_qs, u"Amount"_qs, u"Centre"_qs, u"Channel"_qs, u"State"_qs});
    struct Row
    {
        const char16_t *time, *document, *supplier, *amount, *centre, *channel;
        const char16_t *type;
        EntryState state;
    };
    const QList<Row> rows{{u"14:30", u"SI-88219", u"Pacific Fasteners Ltd", u"8,204.50 USD", u"5200", u"#plant-gbg-ap",
                           u"supplier_invoice", EntryState::Posted},
                          {u"14:30", u"SI-88218", u"Kyoto Precision KK", u"1,940,000 JPY", u"6300", u"—",
                           u"supplier_invoice", EntryState::Unrouted},
                          {u"14:30", u"PO 1100234", u"Pacific Fasteners Ltd", u"21,318.00 USD", u"5100",
                           u"#procurement-alerts", u"exception", EntryState::Replayed},
                          {u"14:21", u"SI-88213", u"Nordwind Components GmbH", u"12,480.00 EUR", u"4200", u"#fin-it",
                           u"supplier_invoice", EntryState::Failed},
                          {u"14:20", u"PO 1100238", u"Skandia Verktyg AB", u"184,250.00 SEK", u"5200", u"#plant-gbg-ap",
                           u"purchase_order", EntryState::Queued},
                          {u"14:00", u"PY-301881", u"Nordwind Components GmbH", u"57,115.80 EUR", u"4300", u"#treasury",
                           u"payment", EntryState::Retrying}};
    for (const Row &row : rows) {
        QList<QStandardItem *> items;
        for (const char16_t *text : {row.time, row.document, row.supplier, row.amount, row.centre, row.channel})
            items += new QStandardItem(QString::fromUtf16(text));
        items += new QStandardItem;
        items.at(1)->setData(QString::fromUtf16(row.type), Qt::UserRole);
        items.at(6)->setData(static_cast<int>(row.state), Qt::UserRole);
        model->appendRow(items);
    }
    model->setHeaderData(3, Qt::Horizontal, QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    auto *view = new RowTableView(theme);
    view->setModel(model);
    view->setItemDelegateForColumn(1, new DocumentDelegate(theme, Qt::UserRole, view));
    view->setItemDelegateForColumn(3, new MoneyDelegate(theme, view));
    view->setItemDelegateForColumn(6, new StatePillDelegate(theme, Qt::UserRole, view));
    const QList<int> widths{60, 117, 160, 124, 60, 128, 98};
    for (int i = 0; i < widths.size(); ++i)
        view->setColumnWidth(i, widths.at(i));
    view->setSortingEnabled(true);
    view->sortByColumn(0, Qt::DescendingOrder);
    view->setMinimumHeight(30 * 6 + 30);
    view->setCurrentIndex(model->index(3, 0));
    return view;
}

QWidget *controls(const Theme &theme)
{
    auto *card = new Card(theme, u"Controls and rows"_qs);
    card->setNote(u"control 30, compact 26"_qs);
    auto *link = button(u"Edit schedules…"_qs, ButtonKind::Link);
    card->addToHeader(link);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(14, 12, 14, 12);
    row->addWidget(button(u"Primary"_qs, ButtonKind::Primary));
    row->addWidget(button(u"Default"_qs));
    row->addWidget(button(u"Quiet"_qs, ButtonKind::Quiet));
    auto *disabled = button(u"Disabled"_qs);
    disabled->setEnabled(false);
    row->addWidget(disabled);
    auto *search = new QLineEdit;
    search->setPlaceholderText(u"Document, supplier, amount…"_qs);
    search->addAction(theme.icon(Symbol::Search), QLineEdit::LeadingPosition);
    row->addWidget(search);
    auto *filter = new FilterButton(theme, u"Type"_qs);
    filter->setOptions({{u"invoice"_qs, u"Invoices"_qs, Symbol::Invoice}, {u"order"_qs, u"POs"_qs, Symbol::Order}});
    filter->setChosen({u"order"_qs});
    row->addWidget(filter);
    auto *state = new FilterButton(theme, u"State"_qs);
    row->addWidget(state);
    auto *combo = new QComboBox;
    combo->addItems({u"Company 100 / AAA"_qs, u"Company 200 / BBB"_qs});
    row->addWidget(combo);
    auto *check = new QCheckBox(u"Only channels that change"_qs);
    check->setChecked(true);
    row->addWidget(check);
    card->body()->addLayout(row);
    auto *chips = new ChipBar(theme);
    chips->setChips({{u"type"_qs, u"Type: Invoices, POs, PO exceptions"_qs}, {u"state"_qs, u"State: Failed"_qs}});
    chips->setContentsMargins(14, 0, 14, 10);
    card->body()->addWidget(chips);
    auto *pills = new FlowLayout(8);
    pills->setContentsMargins(14, 4, 14, 12);
    for (int i = 0; i <= static_cast<int>(EntryState::Skipped); ++i) {
        const StateLook look = lookOf(static_cast<EntryState>(i));
        auto *pill = new Pill(theme);
        pill->setLook({look.word, look.symbol, look.tone});
        pills->addWidget(pill);
    }
    pills->addWidget(new Tag(theme, u"Production"_qs, Tag::Look::Plain));
    pills->addWidget(new Tag(theme, u"chat:write"_qs, Tag::Look::Granted));
    pills->addWidget(new Tag(theme, u"files:write (optional)"_qs, Tag::Look::Optional));
    pills->addWidget(new Tag(theme, u"is_archived"_qs, Tag::Look::Code));
    card->body()->addLayout(pills);
    return card;
}

QWidget *timeline(const Theme &theme)
{
    auto *box = new Card(theme, u"Timeline"_qs);
    auto *callout = new Callout(theme);
    callout->setText(Tone::Danger, Symbol::ArchivedChannel, u"The channel #fin-it is archived"_qs,
                     u"Slack refuses posts to archived channels, so trying again won't help. The entry is safely "
                     "recorded. Choose another channel, or unarchive #fin-it and replay."_qs);
    callout->setRemedy(u"Choose another channel…"_qs);
    callout->setSecondRemedy(u"Edit rule 4"_qs);
    auto *padded = new QVBoxLayout;
    padded->setContentsMargins(18, 14, 20, 10);
    padded->addWidget(callout);
    box->body()->addLayout(padded);
    auto *view = new TimelineView(theme);
    view->setItems({{u"14:22:44"_qs,
                     Symbol::Held,
                     Tone::Warning,
                     u"Held for you"_qs,
                     u"Automatic replay stopped at 14:22."_qs,
                     {}},
                    {u"14:22:43"_qs, Symbol::Failed, Tone::Danger, u"Attempt 3 failed"_qs,
                     u"The channel is archived."_qs, u"is_archived"_qs},
                    {u"14:22:12"_qs, Symbol::Late, Tone::Warning, u"Attempt 2 failed"_qs,
                     u"Slack didn't answer within 10 s. Waited 30 s."_qs, u"HTTP 408"_qs},
                    {u"14:21:41"_qs,
                     Symbol::Routing,
                     Tone::Info,
                     u"Routed to #fin-it"_qs,
                     u"Rule 4 “IT Services”, cost centre 4200."_qs,
                     {}},
                    {u"14:21:40"_qs,
                     Symbol::Recorded,
                     Tone::Neutral,
                     u"Recorded"_qs,
                     u"New invoice, 14 fields. Entry 1,204,577."_qs,
                     {}},
                    {u"14:21:39"_qs,
                     Symbol::Read,
                     Tone::Neutral,
                     u"Read from CloudSuite"_qs,
                     u"Changed 14:19 by MLARSEN."_qs,
                     {}}});
    box->body()->addWidget(view, 1);
    box->setMinimumHeight(470);
    return box;
}

QWidget *steps(const Theme &theme)
{
    auto *card = new Card(theme, u"Infor CloudSuite"_qs);
    card->setSymbol(Symbol::Cloud);
    auto *pill = new Pill(theme);
    pill->setLook({u"1 source blocked"_qs, Symbol::Lock, Tone::Warning});
    card->addToTitle(pill);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(16, 12, 16, 12);
    for (const bool wrong : {false, true}) {
        auto *zone = new DropZone(theme);
        zone->setTexts(u"Drop a .ionapi file here to replace these credentials"_qs,
                       u"The file is read once and not kept."_qs);
        if (wrong)
            zone->setError(u"Drop one file at a time."_qs);
        column->addWidget(zone);
    }
    auto *list = new StepListView(theme);
    using State = StepItem::State;
    list->setItems(
        {{u"host"_qs,
          State::Passed,
          0,
          u"Host reachable"_qs,
          u"mingle-ionapi.eu1.inforcloudsuite.com:443"_qs,
          {},
          u"48 ms"_qs},
         {u"tls"_qs,
          State::Running,
          0,
          u"Secure connection"_qs,
          u"TLS 1.3, valid until 14 Mar 2027"_qs,
          {},
          u"71 ms"_qs},
         {u"token"_qs, State::Failed, 0, u"Token granted"_qs, u"CloudSuite refused the service account."_qs, {}, {}},
         {u"company"_qs, State::Waiting, 0, u"Company found"_qs, {}, {}, {}},
         {u"sources"_qs, State::Warning, 0, u"Read each source"_qs, u"7 of 8 can be read"_qs, {}, u"1.5 s"_qs},
         {u"invoices"_qs, State::Passed, 1, u"Supplier invoices"_qs, {}, u"APS200MI"_qs, u"214 ms"_qs},
         {u"gl"_qs, State::Warning, 1, u"GL postings"_qs, {}, u"GLS200MI"_qs, u"No permission"_qs, true},
         {u"suppliers"_qs, State::Skipped, 1, u"Suppliers"_qs, {}, u"CRS620MI"_qs, u"skipped"_qs}});
    column->addWidget(list);
    column->addStretch();
    card->body()->addLayout(column);
    return card;
}

QWidget *preview(const Theme &theme, bool dark)
{
    auto *view = new SlackPreview(theme);
    const QByteArray json =
        R"json([{"type":"header","text":{"type":"plain_text","text":"Price variance +4.2 % on PO 1100234"}},
      {"type":"section","text":{"type":"mrkdwn","text":"<@procurement> please review *before* the _invoice_ is ~paid~ approved, see <https://example.com|the order> and `PPS200`.\n> quoted &lt;tag&gt;"}},
      {"type":"section","fields":[{"type":"mrkdwn","text":"*Supplier*\nPacific Fasteners Ltd"},{"type":"mrkdwn","text":"*Order value*\n21,318.00 USD"},
        {"type":"mrkdwn","text":"*Cost centre*\n5100 Plant Lyon"},{"type":"mrkdwn","text":"*Variance*\n+4.2 % (895.36 USD)"}]},
      {"type":"divider"},
      {"type":"context","elements":[{"type":"mrkdwn","text":"100/AAA  <!date^1795438020^{date_short} {time}|23 Nov> by CMOREAU"}]},
      {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Open in CloudSuite"},"url":"https://example.com"}]},
      {"type":"table","column_settings":[{"align":"left"},{"align":"right"}],"rows":[[{"type":"raw_text","text":"Line"},{"type":"raw_text","text":"Amount"}],
        [{"type":"raw_text","text":"10"},{"type":"raw_number","text":"895.36"}]]},
      {"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"first"}]},
        {"type":"rich_text_section","elements":[{"type":"text","text":"second"}]}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"APS110\n  line 2"}]}]},
      {"type":"carousel"}])json";
    view->setMessage({u"# procurement-alerts"_qs,
                      u"14:30"_qs,
                      {},
                      QJsonDocument::fromJson(json).array(),
                      1,
                      u"Today at 14:30"_qs,
                      {{u"14:30"_qs, u"*Lines of PO 1100234*\n*10*  FX-2210 · 95 pcs"_qs, {}}}});
    view->setSlackDark(dark);
    view->setMinimumHeight(620);
    return view;
}

QWidget *icons(const Theme &theme)
{
    auto *card = new Card(theme, u"Icons"_qs);
    auto *flow = new FlowLayout(10);
    flow->setContentsMargins(14, 12, 14, 12);
    for (int i = 1; i < static_cast<int>(Symbol::Count_); ++i) {
        auto *label = new SymbolLabel(theme, 20);
        label->setSymbol(static_cast<Symbol>(i), Token::TextSecondary);
        label->setToolTip(symbolName(static_cast<Symbol>(i)));
        flow->addWidget(label);
    }
    for (const bool dark : {true, false}) {
        for (const TrayState state :
             {TrayState::Idle, TrayState::Syncing, TrayState::Attention, TrayState::Paused, TrayState::Offline}) {
            auto *label = new QLabel;
            label->setPixmap(trayIcon(theme, state, Theme::color(Token::Text, dark)).pixmap(24, 24));
            label->setMargin(6);
            label->setAutoFillBackground(true);
            QPalette ground;
            ground.setColor(QPalette::Window, Theme::color(Token::Background, dark));
            label->setPalette(ground);
            flow->addWidget(label);
        }
    }
    card->body()->addLayout(flow);
    return card;
}

QWidget *sidebar(const Theme &theme)
{
    auto *view = new SidebarView(theme);
    using Kind = SidebarItem::Kind;
    view->setItems({{u"overview"_qs, u"Overview"_qs, Symbol::Overview},
                    {u"activity"_qs, u"Activity"_qs, Symbol::Activity, Kind::Page, 11},
                    {u"routing"_qs, u"Routing"_qs, Symbol::Routing, Kind::Page, 2},
                    {u"messages"_qs, u"Messages"_qs, Symbol::Messages},
                    {u"connections"_qs, u"Connections"_qs, Symbol::Connections, Kind::Page, 1},
                    {u"saved"_qs, u"Saved views"_qs, Symbol::None, Kind::Heading},
                    {u"attention"_qs, u"Needs attention"_qs, Symbol::Attention, Kind::SavedView, 11},
                    {u"week"_qs, u"Invoices this week"_qs, Symbol::Invoice, Kind::SavedView, 412}});
    view->setCurrentId(u"overview"_qs);
    view->setFixedWidth(metrics::sidebarWidth);
    return view;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"dark"_qs, u"Dark theme"_qs}, {u"shot"_qs, u"Save a picture and quit"_qs, u"FILE"_qs}});
    parser.process(application);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    Theme theme;
    theme.setChoice(parser.isSet(u"dark"_qs) ? Theme::Choice::Dark : Theme::Choice::Light);
    theme.install(application);
    const FocusRing ring;

    QWidget window;
    window.resize(1360, 1560);
    auto *all = new QHBoxLayout(&window);
    all->setContentsMargins(0, 10, 16, 10);
    all->addWidget(sidebar(theme));
    auto *column = new QVBoxLayout;
    column->addWidget(banners(theme));
    column->addWidget(pipeline(theme));
    column->addWidget(controls(theme));
    auto *lists = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    left->addWidget(table(theme));
    left->addWidget(steps(theme));
    auto *right = new QVBoxLayout;
    right->addWidget(timeline(theme));
    lists->addLayout(left, 3);
    lists->addLayout(right, 2);
    column->addLayout(lists, 1);
    auto *previews = new QHBoxLayout;
    previews->addWidget(preview(theme, false));
    previews->addWidget(preview(theme, true));
    column->addLayout(previews);
    column->addWidget(icons(theme));
    all->addLayout(column, 1);
    window.show();
    if (parser.isSet(u"shot"_qs))
        QTimer::singleShot(600, &window, [&] {
            window.grab().save(parser.value(u"shot"_qs));
            application.quit();
        });
    return QApplication::exec();
}
