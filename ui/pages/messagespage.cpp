// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/messagespage.h"

#include "core/engine/storedpeople.h"
#include "core/store/readerthread.h"
#include "ui/actions.h"
#include "ui/dialogs/channelpicker.h"
#include "ui/dialogs/linkdialog.h"
#include "ui/format/format.h"
#include "ui/pages/messageform.h"
#include "ui/pages/messagekinds.h"
#include "ui/pages/messageview.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/windowmemory.h"

#include <QMenu>
#include <QShortcut>
#include <QSplitter>

namespace ledgercast {

namespace {

constexpr int recordsToStep = 100;
constexpr int redrawAfter = 60; ///< milliseconds
constexpr int kindsLeast = 300;

/// What the reader thread finds for one record.
struct RecordReading
{
    EntryDetail entry;
    QList<Route> routes;
    QHash<QString, QString> names;
    CostCentreOwners owners;
    People people;
};

Result<RecordReading> readRecordOf(const Reader &reader, qint64 entry)
{
    RecordReading reading;
    if (entry != 0) {
        const auto detail = reader.entry(entry);
        if (!detail)
            return fail(detail.error());
        reading.entry = *detail;
    }
    const auto routes = reader.routes();
    const auto centres = reader.costCentres();
    if (!routes)
        return fail(routes.error());
    if (!centres)
        return fail(centres.error());
    reading.routes = *routes;
    for (const CostCentreRow &centre : *centres) {
        reading.names.insert(centre.code, centre.name);
        reading.owners.add({centre.tenant, centre.company, centre.division}, centre.code, centre.responsible);
    }
    const auto people = storedPeople(reader);
    if (!people)
        return fail(people.error());
    reading.people = *people;
    return reading;
}

QPushButton *headerButton(const char *name, const QString &text, ButtonKind kind = ButtonKind::Default)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    setButtonKind(button, kind);
    return button;
}

} // namespace

PageTab MessagesPage::tab()
{
    return {QStringLiteral("messages"), tr("Messages"), Symbol::Messages};
}

MessagesPage::MessagesPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent)
    , m_kinds(new MessageKindList(context.theme))
    , m_form(new MessageForm(context.theme))
    , m_view(new MessageView(context.theme))
    , m_pill(new Pill(context.theme))
{
    setObjectName(QStringLiteral("messagesPage"));
    m_pill->setObjectName(QStringLiteral("messageDraft"));
    m_pill->setLook({tr("Unsaved changes"), Symbol::None, Tone::Info});
    m_soon.setSingleShot(true);
    m_soon.setInterval(redrawAfter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Rule(context.theme));
    auto *split = new QSplitter;
    split->setObjectName(QStringLiteral("messagesSplit"));
    split->setChildrenCollapsible(false);
    split->addWidget(m_form);
    split->addWidget(m_view);
    m_form->setMinimumWidth(kindsLeast);
    m_view->setMinimumWidth(kindsLeast + 40);
    split->setSizes({500, 430});
    split->setStretchFactor(0, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_kinds);
    row->addWidget(split, 1);
    column->addLayout(row, 1);
    connectParts();
    addShortcuts();
    showState();
    connect(&context.console, &Console::messageDesignsChanged, this, &MessagesPage::takeDesigns);
    tellEngine(context.console, [](Console &console) { console.showMessageDesigns(); });
}

QWidget *MessagesPage::makeHeader()
{
    const Theme &theme = context().theme;
    m_reset = headerButton("resetButton", tr("Reset to default"), ButtonKind::Quiet);
    m_versions = headerButton("versionsButton", tr("Versions"), ButtonKind::Quiet);
    m_versionsMenu = new QMenu(m_versions);
    m_versionsMenu->setObjectName(QStringLiteral("versionsMenu"));
    m_versions->setMenu(m_versionsMenu);
    m_discard = headerButton("discardButton", tr("Discard"));
    m_test = headerButton("sendTestButton", tr("Send test to channel…"));
    m_test->setIcon(theme.icon(Symbol::Send, Token::Text));
    m_save = headerButton("saveButton", tr("Save"), ButtonKind::Primary);
    setShortcutHint(m_save, QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText));
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metrics::pagePadding, 10, metrics::pagePadding, 10);
    row->setSpacing(10);
    row->addWidget(new TextLabel(theme, TextStyle::Title, Token::Text, title()));
    row->addWidget(m_pill);
    row->addStretch(1);
    for (QWidget *button : QList<QWidget *>{m_reset, m_versions, m_discard, m_test, m_save})
        row->addWidget(button);
    return header;
}

void MessagesPage::connectParts()
{
    connect(m_kinds, &MessageKindList::kindChosen, this, &MessagesPage::showKind);
    connect(m_form, &MessageForm::edited, this, &MessagesPage::takeEdit);
    connect(m_form, &MessageForm::partFocused, m_view, &MessageView::showPart);
    connect(m_form, &MessageForm::linkAddressWanted, this, &MessagesPage::editLink);
    connect(m_view, &MessageView::recordChosen, this, &MessagesPage::readRecord);
    connect(m_view, &MessageView::shorteningChanged, this, &MessagesPage::showState);
    connect(&m_soon, &QTimer::timeout, this, &MessagesPage::makePreview);
    connect(m_reset, &QPushButton::clicked, this, [this] { replaceDesign(m_standard.value(m_kind)); });
    connect(m_discard, &QPushButton::clicked, this, &MessagesPage::discard);
    connect(m_test, &QPushButton::clicked, this, &MessagesPage::sendTest);
    connect(m_save, &QPushButton::clicked, this, &MessagesPage::save);
    connect(m_versionsMenu, &QMenu::aboutToShow, this, &MessagesPage::fillVersions);
    connect(&context().hub, &Hub::storeMoved, this, [this] {
        if (isVisible())
            readRecords();
    });
    connect(&context().hub, &Hub::snapshotChanged, this, [this](const Snapshot &snapshot) {
        if (snapshot.status.recordLinks == m_example.links)
            return;
        m_example.links = snapshot.status.recordLinks;
        m_soon.start();
    });
}

void MessagesPage::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence::Save, [this] { save(); });
    add(QKeySequence::Undo, [this] { undo(); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] { redo(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { m_view->step(-1); });
    add(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_view->step(1); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), [this] { m_view->toggleSlackTheme(); });
}

QDateTime MessagesPage::now() const
{
    return toDateTime(context().clock.now()).toLocalTime();
}

void MessagesPage::activate()
{
    QAction *test = context().actions[Command::SendTestMessage];
    m_connections = {connect(test, &QAction::triggered, this, &MessagesPage::sendTest)};
    showState();
    readRecords();
}

void MessagesPage::deactivate()
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    context().actions[Command::SendTestMessage]->setEnabled(false);
}

QList<QWidget *> MessagesPage::panes() const
{
    return {m_kinds, m_form, m_view};
}

void MessagesPage::takeDesigns(const QList<KindDesign> &kinds)
{
    m_types.clear();
    for (const KindDesign &kind : kinds) {
        const auto saved = parseMessageDesign(kind.json, kind.recordType);
        if (!saved)
            continue;
        const auto standard = parseMessageDesign(kind.standard, kind.recordType);
        m_types << kind.recordType;
        m_saved.insert(kind.recordType, *saved);
        m_standard.insert(kind.recordType, standard ? *standard : *saved);
        m_earlier.insert(kind.recordType, kind.earlier);
        if (m_drafts.contains(kind.recordType) && m_drafts[kind.recordType].design == *saved)
            m_drafts.remove(kind.recordType);
        if (!kind.mistake.isEmpty())
            Q_EMIT notice(tr("A message design isn't used: %1").arg(kind.mistake));
    }
    if (!std::exchange(m_hasDesigns, true))
        readDrafts();
    showKinds();
    if (m_kind.isEmpty() && !m_types.isEmpty())
        m_kinds->setCurrentKind(m_types.first());
    else
        showDraft();
}

/// Those of an earlier start, but for what was saved since.
void MessagesPage::readDrafts()
{
    const QMap<QString, QByteArray> kept = context().memory.messageDrafts();
    for (auto draft = kept.cbegin(); draft != kept.cend(); ++draft) {
        const auto design = parseMessageDesign(*draft, draft.key());
        if (!design)
            Q_EMIT notice(tr("A draft of a message can't be read any more: %1").arg(design.error().message));
        else if (m_saved.contains(draft.key()) && !(*design == m_saved.value(draft.key())))
            m_drafts[draft.key()].design = *design;
    }
}

void MessagesPage::keepDrafts()
{
    if (!m_hasDesigns)
        return;
    QMap<QString, QByteArray> kept;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (isEdited(draft.key()))
            kept.insert(draft.key(), toJson(draft->design));
    }
    context().memory.setMessageDrafts(kept);
}

bool MessagesPage::isEdited(const QString &recordType) const
{
    const auto draft = m_drafts.constFind(recordType);
    return draft != m_drafts.constEnd() && !(draft->design == m_saved.value(recordType));
}

const MessageDesign &MessagesPage::design() const
{
    const auto draft = m_drafts.constFind(m_kind);
    static const MessageDesign none;
    if (draft != m_drafts.constEnd())
        return draft->design;
    const auto saved = m_saved.constFind(m_kind);
    return saved == m_saved.constEnd() ? none : *saved;
}

void MessagesPage::showKinds()
{
    QList<MessageKind> kinds = groupedKinds(m_types);
    for (MessageKind &kind : kinds) {
        const auto draft = m_drafts.constFind(kind.recordType);
        kind.isOff = !kind.recordType.isEmpty() &&
                     !(draft == m_drafts.constEnd() ? m_saved.value(kind.recordType).isOn : draft->design.isOn);
        kind.isEdited = isEdited(kind.recordType);
    }
    m_kinds->setKinds(kinds);
    keepDrafts();
}

void MessagesPage::showKind(const QString &recordType)
{
    if (m_kind == recordType)
        return;
    m_kind = recordType;
    m_view->forgetShortening();
    showDraft();
    readRecords();
}

/// The design as it is now, on the page and in the preview.
void MessagesPage::showDraft()
{
    m_form->setDesign(design());
    showKinds();
    makePreview();
}

void MessagesPage::takeEdit()
{
    const MessageDesign before = design();
    const MessageDesign after = m_form->design();
    if (before == after)
        return showState();
    const QWidget *editor = focusWidget();
    const QString where = editor ? editor->objectName() : QString();
    const auto length = [](const MessageDesign &one) { return toJson(one).size(); };
    const bool isLetter = std::abs(length(after) - length(before)) == 1;
    Draft &draft = m_drafts[m_kind];
    if (!isLetter || draft.typedIn != where || draft.undo.isEmpty())
        draft.undo.append(before);
    draft.typedIn = isLetter ? where : QString();
    draft.redo.clear();
    draft.design = after;
    showKinds();
    showState();
    m_soon.start();
}

void MessagesPage::replaceDesign(const MessageDesign &replacement)
{
    const MessageDesign before = design();
    if (before == replacement)
        return;
    Draft &draft = m_drafts[m_kind];
    draft.undo.append(before);
    draft.redo.clear();
    draft.typedIn.clear();
    draft.design = replacement;
    showDraft();
}

void MessagesPage::undo()
{
    const auto draft = m_drafts.find(m_kind);
    if (draft == m_drafts.end() || draft->undo.isEmpty())
        return;
    draft->redo.append(draft->design);
    draft->design = draft->undo.takeLast();
    draft->typedIn.clear();
    showDraft();
}

void MessagesPage::redo()
{
    const auto draft = m_drafts.find(m_kind);
    if (draft == m_drafts.end() || draft->redo.isEmpty())
        return;
    draft->undo.append(draft->design);
    draft->design = draft->redo.takeLast();
    draft->typedIn.clear();
    showDraft();
}

bool MessagesPage::maySave() const
{
    return isEdited(m_kind) && m_form->problem().isEmpty() && (!m_view->isOverLimit() || m_view->mayShorten());
}

void MessagesPage::save()
{
    if (m_soon.isActive()) // the limits are those of what is on the page now
        makePreview();
    if (!maySave())
        return;
    const QByteArray json = design() == m_standard.value(m_kind) ? QByteArray() : toJson(design());
    tellEngine(context().console, [type = m_kind, json](Console &console) { console.saveMessageDesign(type, json); });
}

void MessagesPage::discard()
{
    // What was discarded can be had back with Undo.
    replaceDesign(m_saved.value(m_kind));
}

void MessagesPage::fillVersions()
{
    m_versionsMenu->clear();
    const QList<DesignVersion> earlier = m_earlier.value(m_kind);
    for (const DesignVersion &version : earlier) {
        const auto parsed = parseMessageDesign(version.json, m_kind);
        QAction *action = m_versionsMenu->addAction(
            tr("In use until %1").arg(format::longMoment(toDateTime(version.replacedAt).toLocalTime(), now())));
        action->setEnabled(parsed.has_value());
        if (parsed)
            connect(action, &QAction::triggered, this, [this, design = *parsed] { replaceDesign(design); });
    }
    if (earlier.isEmpty())
        m_versionsMenu->addAction(tr("No earlier version"))->setEnabled(false);
}

void MessagesPage::sendTest()
{
    if (m_soon.isActive())
        makePreview();
    if (m_preview.messages.isEmpty())
        return;
    auto *picker = new ChannelPicker(context().theme, context().hub.channels(), tr("Send a test to which channel?"),
                                     tr("Send test"), window());
    connect(picker, &ChannelPicker::channelChosen, this,
            [this, type = m_kind, messages = m_preview.messages](const QString &channel) {
                tellEngine(context().console, [channel, type, messages](Console &console) {
                    console.sendTestMessage(channel, type, messages);
                });
            });
    picker->open();
}

void MessagesPage::editLink()
{
    auto *dialog = new LinkDialog(context().theme, m_example.links, window());
    connect(dialog, &LinkDialog::linksGiven, this, [this](const QString &general, const QString &byType) {
        tellEngine(context().console, [general, byType](Console &console) { console.setRecordLinks(general, byType); });
    });
    dialog->open();
}

void MessagesPage::readRecords()
{
    if (m_kind.isEmpty())
        return;
    EntryFilter filter;
    filter.types = {m_kind};
    // An exception has a design of its own, whatever its document is.
    filter.isWithoutExceptions = m_kind != EntryFilter::anyException;
    context().readers.ask(
        this, [filter](const Reader &reader) { return reader.entries(filter, 0, recordsToStep); },
        [this, kind = m_kind](const Result<QList<EntryRow>> &rows) {
            if (kind == m_kind)
                m_view->setRecords(rows.value_or(QList<EntryRow>{}));
        });
}

void MessagesPage::readRecord(qint64 entry)
{
    context().readers.ask(
        this, [entry](const Reader &reader) { return readRecordOf(reader, entry); },
        [this, entry, kind = m_kind](const Result<RecordReading> &reading) {
            if (!reading)
                return Q_EMIT notice(reading.error().message);
            if (kind != m_kind || entry != m_view->currentRecord())
                return;
            m_example.isMadeUp = entry == 0;
            m_example.change = entry == 0 ? sampleChange(m_kind, m_standard.value(m_kind), context().clock.now())
                                          : reading->entry.change;
            m_example.routes = reading->routes;
            m_example.costCentreNames = reading->names;
            m_example.costCentreOwners = reading->owners;
            m_example.people = reading->people;
            makePreview();
            m_form->setNames(m_preview.names, m_preview.lineNames);
            showState();
        });
}

void MessagesPage::makePreview()
{
    m_soon.stop();
    const EngineStatus &status = context().hub.snapshot().status;
    m_example.links = status.recordLinks;
    m_example.timeZone = status.timeZone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(status.timeZone);
    if (!m_kind.isEmpty() && !m_example.change.document.type.isEmpty()) {
        const MessagePreview preview = previewOf(design(), m_standard.value(m_kind), m_example);
        if (preview.mistake.isEmpty())
            m_preview = preview;
        QHash<QString, QString> names;
        for (const Channel &channel : context().hub.channels())
            names.insert(channel.id, channel.name);
        m_view->setNames(names, now());
        m_view->setPreview(preview, m_example.isMadeUp, now());
        m_form->setHeadlineSize(m_preview.size.headline);
    }
    const QUrl link = m_example.links.linkTo(m_example.change.document);
    m_form->setLinkHint(m_example.links.isEmpty()
                            ? tr("Messages have no link yet: the address of records in CloudSuite isn't set.")
                            : link.toString());
    showState();
}

void MessagesPage::showState()
{
    const bool edited = isEdited(m_kind);
    m_pill->setVisible(edited);
    m_discard->setEnabled(edited);
    m_reset->setEnabled(!m_kind.isEmpty() && !(design() == m_standard.value(m_kind)));
    m_save->setEnabled(maySave());
    m_save->setToolTip(edited && m_view->isOverLimit() && !m_view->mayShorten()
                           ? tr("Something is too long for Slack. Shorten it, or let Ledgercast do so.")
                           : m_form->problem());
    m_test->setEnabled(!m_preview.messages.isEmpty());
    if (!m_connections.isEmpty())
        context().actions[Command::SendTestMessage]->setEnabled(m_test->isEnabled());
}

} // namespace ledgercast
