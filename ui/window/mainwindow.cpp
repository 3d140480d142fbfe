// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "core/engine/console.h"
#include "ui/desktop/tray.h"
#include "ui/pages/activitypage.h"
#include "ui/pages/connectionspage.h"
#include "ui/pages/messagespage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/routingpage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dropzone.h"
#include "ui/window/enginecommands.h"
#include "ui/window/filecommands.h"
#include "ui/window/menus.h"
#include "ui/window/outlines.h"
#include "ui/window/question.h"
#include "ui/window/remedies.h"
#include "ui/window/sidebar.h"
#include "ui/window/statusbar.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QEventLoop>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>
#include <QWindow>

namespace ledgercast {

namespace {
constexpr QSize smallest(1024, 680);
constexpr int collapseBelow = 1100;
constexpr auto patience = std::chrono::milliseconds(500);

/// In the order of the sidebar.
QList<PageTab> tabs()
{
    return {OverviewPage::tab(), ActivityPage::tab(), RoutingPage::tab(), MessagesPage::tab(), ConnectionsPage::tab()};
}

/// What can be dropped anywhere: credentials, and a list of rules.
QStringList takenFiles()
{
    return {QStringLiteral("ionapi"), QStringLiteral("csv")};
}

} // namespace

MainWindow::Parts::Parts(MainWindow *window, Console &console, ReaderThread &readers, const Clock &clock)
    : actions(window->m_theme, window)
    , hub(console, readers, clock)
    , context{window->m_theme, console, readers, hub, actions, clock, window->m_memory}
{
}

MainWindow::MainWindow(Theme &theme, QSettings &memory, QWidget *parent)
    : QMainWindow(parent), m_theme(theme), m_memory(memory)
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(smallest);
    setContextMenuPolicy(Qt::NoContextMenu);
    theme.setChoice(m_memory.theme());
    m_memory.restoreGeometry(*this);
    setCentralWidget(new Outlines(theme));
}

void MainWindow::showOutlines()
{
    QEventLoop loop;
    connect(static_cast<Outlines *>(centralWidget()), &Outlines::painted, &loop, &QEventLoop::quit);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    show();
    loop.exec();
}

void MainWindow::furnish(Console &console, ReaderThread &readers, const Clock &clock)
{
    m_parts = std::make_unique<Parts>(this, console, readers, clock);
    m_sidebar = new Sidebar(m_parts->context);
    m_pages = new QStackedWidget;
    m_status = new StatusBar(m_parts->context);
    m_engine = new EngineCommands(m_parts->context, this);
    m_files = new FileCommands(m_parts->context, this);
    m_remedies = new Remedies(m_parts->context, *m_engine, *m_files, this);
    m_tray = new Tray(m_parts->context, this);
    setWindowIcon(m_theme.icon(Symbol::Ledgercast, Token::AccentFill));
    setAcceptDrops(true);
    m_pages->setObjectName(QStringLiteral("pages"));
    auto *centre = new QWidget;
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addWidget(m_pages, 1);
    fillMenuBar(*menuBar(), m_parts->actions);
    connectParts();
    connectActions();
    connectConsole(console);
    followTheme();
    QCoreApplication::instance()->installEventFilter(this);
    showPage(OverviewPage::tab().id);
    setCentralWidget(centre);
    setStatusBar(m_status);
    m_sidebar->setCollapsed(width() < collapseBelow);
}

MainWindow::~MainWindow()
{
    // The stack hides its pages while it dies; by then the actions they hold on to would be gone.
    delete takeCentralWidget();
}

bool MainWindow::event(QEvent *event)
{
    const bool isDone = QMainWindow::event(event);
    // The page in front comes first; the others are made when it has been seen.
    if (event->type() == QEvent::Paint && m_parts && !std::exchange(m_isPainted, true))
        QMetaObject::invokeMethod(this, &MainWindow::makeOtherPages, Qt::QueuedConnection);
    return isDone;
}

WindowPage *MainWindow::page(const QString &id)
{
    const auto made = m_made.constFind(id);
    if (made != m_made.constEnd())
        return *made;
    WindowPage *page = makePage(id);
    m_made.insert(id, page);
    m_pages->addWidget(page);
    connect(page, &WindowPage::pageWanted, this, &MainWindow::showPage);
    connect(page, &WindowPage::entriesWanted, this, &MainWindow::showEntries);
    connect(page, &WindowPage::notice, m_status, &StatusBar::showNotice);
    return page;
}

WindowPage *MainWindow::makePage(const QString &id)
{
    if (id == ActivityPage::tab().id) {
        auto *activity = new ActivityPage(m_parts->context);
        connect(activity, &ActivityPage::replayWanted, m_engine, &EngineCommands::replay);
        connect(activity, &ActivityPage::replayAnewWanted, m_engine, &EngineCommands::replayAnew);
        return activity;
    }
    if (id == RoutingPage::tab().id)
        return new RoutingPage(m_parts->context);
    if (id == MessagesPage::tab().id)
        return new MessagesPage(m_parts->context);
    if (id == ConnectionsPage::tab().id)
        return new ConnectionsPage(m_parts->context);
    auto *overview = new OverviewPage(m_parts->context);
    connect(overview, &OverviewPage::remedyWanted, m_remedies, &Remedies::apply);
    return overview;
}

void MainWindow::makeOtherPages()
{
    for (const PageTab &tab : tabs())
        page(tab.id);
}

void MainWindow::connectParts()
{
    m_sidebar->setPages(tabs());
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::showPage);
    connect(m_status, &StatusBar::pageWanted, this, &MainWindow::showPage);
    connect(m_status, &StatusBar::entriesWanted, this, &MainWindow::showEntries);
    connect(m_files, &FileCommands::notice, m_status, &StatusBar::showNotice);
    connect(m_files, &FileCommands::ionApiChosen, this, &MainWindow::importFile);
    connect(m_remedies, &Remedies::notice, m_status, &StatusBar::showNotice);
    connect(m_remedies, &Remedies::entriesWanted, this, &MainWindow::showEntries);
    connect(m_remedies, &Remedies::routingWanted, this, [this] { showPage(QStringLiteral("routing")); });
    connect(m_remedies, &Remedies::tokenWanted, this, [this] {
        showPage(QStringLiteral("connections"));
        currentPage()->pasteToken();
    });
    connect(m_remedies, &Remedies::signInWanted, this, [this] {
        showPage(QStringLiteral("connections"));
        currentPage()->signIn();
    });
    connect(m_remedies, &Remedies::suggestionsWanted, this, [this] {
        showPage(RoutingPage::tab().id);
        currentPage()->useSuggestions();
    });
    connect(m_tray, &Tray::openRequested, this, &MainWindow::bringToFront);
    connect(m_tray, &Tray::attentionRequested, this, [this] {
        showPage(QStringLiteral("overview"));
        bringToFront();
    });
}

void MainWindow::connectActions()
{
    connect(m_parts->actions[Command::Quit], &QAction::triggered, this, &MainWindow::quitRequested);
    connect(m_parts->actions[Command::OpenWindow], &QAction::triggered, this, &MainWindow::bringToFront);
    connect(m_parts->actions[Command::Find], &QAction::triggered, this, [this] {
        showPage(QStringLiteral("activity"));
        currentPage()->focusSearch();
    });
    connect(m_parts->actions[Command::NextPane], &QAction::triggered, this, [this] { movePane(1); });
    connect(m_parts->actions[Command::PreviousPane], &QAction::triggered, this, [this] { movePane(-1); });
    connect(m_parts->actions[Command::Shortcuts], &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_parts->actions[Command::About], &QAction::triggered, this, &MainWindow::showAbout);
    for (const auto &[command, id] : {std::pair(Command::ShowOverview, OverviewPage::tab().id),
                                      std::pair(Command::ShowActivity, ActivityPage::tab().id),
                                      std::pair(Command::ShowRouting, RoutingPage::tab().id),
                                      std::pair(Command::ShowMessages, MessagesPage::tab().id),
                                      std::pair(Command::ShowConnections, ConnectionsPage::tab().id)})
        connect(m_parts->actions[command], &QAction::triggered, this, [this, id = id] { showPage(id); });
    QAction *keep = m_parts->actions[Command::KeepRunning];
    keep->setChecked(m_memory.keepsRunning());
    connect(keep, &QAction::toggled, this, [this](bool on) { m_memory.setKeepsRunning(on); });
    connect(m_parts->actions[Command::TestConnections], &QAction::triggered, this,
            [this] { showPage(QStringLiteral("connections")); });
    // Shortcuts work while the menu bar is native or hidden, too.
    for (QAction *action : m_parts->actions.all())
        addAction(action);
}

void MainWindow::connectConsole(Console &console)
{
    connect(&console, &Console::notice, m_status, &StatusBar::showNotice);
    connect(&console, &Console::requestFailed, this,
            [this](const QString &title, const QString &sentence, const QString &code) {
                if (!currentPage()->takeFailure(title, sentence, code))
                    tell(this, true, title, sentence, code);
            });
    connect(&console, &Console::ionApiNeedsDetails, this, [this] { showPage(QStringLiteral("connections")); });
}

void MainWindow::followTheme()
{
    auto *group = new QActionGroup(this);
    const std::pair<Command, Theme::Choice> choices[] = {{Command::ThemeSystem, Theme::Choice::System},
                                                         {Command::ThemeLight, Theme::Choice::Light},
                                                         {Command::ThemeDark, Theme::Choice::Dark}};
    for (const auto &[command, choice] : choices) {
        group->addAction(m_parts->actions[command]);
        m_parts->actions[command]->setChecked(choice == m_theme.choice());
        connect(m_parts->actions[command], &QAction::triggered, this, [this, choice = choice] {
            m_theme.setChoice(choice);
            m_memory.setTheme(choice);
        });
    }
}

void MainWindow::start(bool isMinimized)
{
    if (isMinimized) // there is nothing to wait for
        makeOtherPages();
    if (isMinimized && m_tray->isThere())
        return;
    isMinimized ? showMinimized() : show();
}

void MainWindow::bringToFront()
{
    m_isQuitting = false;
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::importFile(const QString &path)
{
    const bool isRules = path.endsWith(u".csv", Qt::CaseInsensitive);
    bringToFront();
    showPage(isRules ? RoutingPage::tab().id : ConnectionsPage::tab().id);
    currentPage()->takeFile(path);
}

WindowPage *MainWindow::currentPage() const
{
    return m_current;
}

void MainWindow::showPage(const QString &id)
{
    if (WindowPage *wanted = page(id); wanted != m_current)
        setCurrentPage(wanted);
    m_sidebar->setCurrentPage(m_current->id());
}

void MainWindow::setCurrentPage(WindowPage *page)
{
    if (m_current)
        m_current->deactivate();
    m_current = page;
    m_pages->setCurrentWidget(page);
    page->activate();
    setWindowTitle(tr("%1 — Ledgercast").arg(page->title()));
}

void MainWindow::showEntries(const EntryFilter &filter)
{
    showPage(QStringLiteral("activity"));
    m_current->showEntries(filter);
}

void MainWindow::movePane(int step)
{
    QList<QWidget *> panes{m_sidebar->focusTarget()};
    panes += m_current->panes();
    int at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes.at(i) == focusWidget() || panes.at(i)->isAncestorOf(focusWidget()))
            at = static_cast<int>(i);
    // A pane may have nothing to focus just now: go on to the next that has.
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = static_cast<int>((at + step + panes.size()) % panes.size());
        QWidget *target = panes.at(at);
        const QList<QWidget *> inside = target->findChildren<QWidget *>();
        QList<QWidget *> candidates{target};
        candidates += inside;
        for (QWidget *candidate : std::as_const(candidates)) {
            if ((candidate->focusPolicy() & Qt::TabFocus) == 0 || !candidate->isVisible() || !candidate->isEnabled())
                continue;
            candidate->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // QCoreApplication::quit() closes every window first, and gives up when one refuses.
    if (event->type() == QEvent::Quit)
        m_isQuitting = true;
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_parts) // it is there in a moment, and can be asked again
        return event->ignore();
    m_memory.saveGeometry(*this);
    if (m_isQuitting)
        return event->accept();
    event->ignore();
    if (!m_memory.keepsRunning())
        return Q_EMIT quitRequested();
    if (!m_tray->isThere())
        return showMinimized();
    hide();
    if (m_memory.shouldTellAboutTray())
        m_tray->notify(tr("Ledgercast keeps running"),
                       tr("It goes on reading and posting. Open it from its icon; quit there or with %1.")
                           .arg(m_parts->actions[Command::Quit]->shortcut().toString(QKeySequence::NativeText)));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_sidebar)
        m_sidebar->setCollapsed(width() < collapseBelow);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const DroppedFile file = droppedFileOf(event->mimeData(), takenFiles());
    if (!file.path.isEmpty())
        event->acceptProposedAction();
    else if (!file.refusal.isEmpty())
        m_status->showNotice(file.refusal);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const DroppedFile file = droppedFileOf(event->mimeData(), takenFiles());
    if (file.path.isEmpty())
        return;
    event->acceptProposedAction();
    importFile(file.path);
}

void MainWindow::showShortcuts()
{
    QStringList lines;
    for (const QAction *action : m_parts->actions.all())
        if (!action->shortcut().isEmpty())
            lines += action->shortcut().toString(QKeySequence::NativeText) + u"  –  "_qs +
                     action->text().remove(u'&').remove(u'…');
    tell(this, false, tr("Keyboard shortcuts"), lines.join(u'\n'));
}

void MainWindow::showAbout()
{
    tell(this, false, tr("Ledgercast %1").arg(QStringLiteral(LEDGERCAST_VERSION)),
         tr("Reads finance documents from Infor CloudSuite, keeps an audit log and posts to Slack by cost centre.\n\n"
            "Licence: GPL 3.0 or later. It comes without any warranty."));
}

} // namespace ledgercast
