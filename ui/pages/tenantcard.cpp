// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tenantcard.h"

#include "core/cloudsuite/ionapifile.h"
#include "ui/actions.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/pages/stepreport.h"
#include "ui/pages/valuegrid.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/dropzone.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/question.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QFileInfo>
#include <QPushButton>

#include <algorithm>

namespace ledgercast {

namespace {

PillLook lookOf(const LinkStatus &link)
{
    switch (link.state) {
    case LinkStatus::State::NotConfigured:
        break;
    case LinkStatus::State::Ready:
        return {QObject::tr("Connected"), Symbol::Check, Tone::Success};
    case LinkStatus::State::Problem:
        return {QObject::tr("Needs attention"), Symbol::Attention, Tone::Warning};
    case LinkStatus::State::Offline:
        return {QObject::tr("Not reachable"), Symbol::Failed, Tone::Danger};
    case LinkStatus::State::Locked:
        return {QObject::tr("Keychain locked"), Symbol::Lock, Tone::Warning};
    }
    return {QObject::tr("Not connected"), Symbol::None, Tone::Neutral};
}

} // namespace

TenantCard::TenantCard(const PageContext &context, QWidget *parent)
    : Card(context.theme, tr("Infor CloudSuite"), parent)
    , m_page(context)
    , m_drop(new DropZone(context.theme))
    , m_ask(new QPushButton(tr("Copy what to ask for")))
    , m_locked(new Callout(context.theme))
    , m_values(new ValueGrid(context.theme, 2))
    , m_remove(new QPushButton(tr("Stop reading this tenant…")))
    , m_pill(new Pill(context.theme))
    , m_test(new QWidget)
    , m_summary(new TextLabel(context.theme, TextStyle::Body, Token::TextSecondary))
    , m_again(new QPushButton(tr("Run the test")))
    , m_report(new StepReport(context.theme, QStringLiteral("testSteps")))
    , m_testedAt(new TextLabel(context.theme, TextStyle::Small, Token::Muted))
{
    setObjectName(QStringLiteral("tenantCard"));
    setSymbol(Symbol::Cloud);
    m_pill->setObjectName(QStringLiteral("tenantState"));
    addToTitle(m_pill);
    m_testedAt->setObjectName(QStringLiteral("testedAt"));
    addToHeader(m_testedAt);
    m_drop->setObjectName(QStringLiteral("dropZone"));
    body()->setSpacing(14);
    body()->setContentsMargins(16, 14, 16, 16);
    body()->addWidget(m_drop);
    m_ask->setObjectName(QStringLiteral("copyFirstRequestButton"));
    m_ask->setToolTip(tr("A text for your CloudSuite administrator"));
    m_ask->setIcon(context.theme.icon(Symbol::Copy, Token::Text));
    body()->addWidget(m_ask, 0, Qt::AlignLeft);
    m_locked->setObjectName(QStringLiteral("keychainLocked"));
    m_locked->setText(Tone::Warning, Symbol::Lock, tr("The system keychain is locked"),
                      tr("Unlock it to read the credentials. Nothing is lost: reading and posting go on from there."));
    m_locked->setRemedy(tr("Unlock…"));
    m_locked->hide();
    body()->addWidget(m_locked);
    addValues();
    addTest();

    connect(m_drop, &DropZone::fileDropped, this, &TenantCard::importFile);
    connect(m_drop, &DropZone::chooseRequested, context.actions[Command::ChooseIonApi], &QAction::trigger);
    connect(m_ask, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(firstRequest());
        Q_EMIT copied(tr("Copied the text for your CloudSuite administrator."));
    });
    connect(m_remove, &QPushButton::clicked, this, &TenantCard::removeTenant);
    connect(m_again, &QPushButton::clicked, context.actions[Command::TestConnections], &QAction::trigger);
    connect(m_report, &StepReport::copied, this, &TenantCard::copied);
    connect(m_locked, &Callout::remedyChosen, this,
            [this] { tellEngine(m_page.console, [](Console &console) { console.unlockSecrets(); }); });
    connect(&context.hub, &Hub::snapshotChanged, this, &TenantCard::takeSnapshot);
    connect(&context.hub, &Hub::tenantChanged, this, &TenantCard::takeTenant);
    connect(&context.hub, &Hub::testStepsChanged, this, &TenantCard::takeSteps);
    connect(&context.console, &Console::ionApiNeedsDetails, this, &TenantCard::askForDetails);
    connect(&context.console, &Console::ionApiImported, this, [this] { m_importing = std::max(0, m_importing - 1); });
    takeTenant(context.hub.tenant());
}

void TenantCard::addValues()
{
    m_values->add(QStringLiteral("tenantName"), tr("Tenant"), TextStyle::BodyStrong);
    m_values->add(QStringLiteral("tenantClient"), tr("Client"), TextStyle::Code);
    m_values->add(QStringLiteral("tenantApplication"), tr("Application"));
    m_values->add(QStringLiteral("tenantAccount"), tr("Service account"), TextStyle::Code);
    m_values->add(QStringLiteral("tenantHost"), tr("API host"), TextStyle::Code);
    m_values->add(QStringLiteral("tenantCompany"), tr("Read as"));
    body()->addWidget(m_values);
    m_remove->setObjectName(QStringLiteral("removeTenantButton"));
    body()->addWidget(m_remove, 0, Qt::AlignLeft);
}

void TenantCard::addTest()
{
    const Theme &theme = m_page.theme;
    auto *column = new QVBoxLayout(m_test);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, tr("Connection test")));
    m_summary->setObjectName(QStringLiteral("testSummary"));
    row->addWidget(m_summary, 1);
    m_again->setObjectName(QStringLiteral("testButton"));
    m_again->setIcon(theme.icon(Symbol::Sync, Token::Text));
    row->addWidget(m_again);
    column->addWidget(new Rule(theme));
    column->addLayout(row);
    column->addWidget(m_report);
    body()->addWidget(m_test);
}

void TenantCard::importFile(const QString &path)
{
    // A file of another tenant takes nothing away, and one that can't be read is the engine's to refuse.
    const auto file = readIonApiFile(path);
    if (!file || file->tenant.isEmpty() || !m_page.hub.snapshot().status.tenant(file->tenant))
        return handOver(path);
    ask(window(),
        {tr("Replace the credentials of %1?").arg(file->tenant),
         tr("Ledgercast then signs in with %1. What is recorded stays.").arg(QFileInfo(path).fileName()),
         tr("Replace")},
        [this, path] { handOver(path); });
}

void TenantCard::removeTenant()
{
    const QString tenant = m_page.hub.tenant().info.tenant;
    ask(window(),
        {tr("Stop reading %1?").arg(tenant),
         tr("Its credentials leave the keychain and its settings are forgotten. What is recorded and posted stays."),
         tr("Stop reading")},
        [this, tenant] { tellEngine(m_page.console, [tenant](Console &console) { console.removeTenant(tenant); }); });
}

void TenantCard::handOver(const QString &path, const QString &tenant, const QString &baseUrl)
{
    m_drop->setError({});
    ++m_importing;
    tellEngine(m_page.console,
               [path, tenant, baseUrl](Console &console) { console.importIonApi(path, tenant, baseUrl); });
}

bool TenantCard::takeFailure(const QString &sentence)
{
    if (m_importing == 0)
        return false;
    --m_importing;
    m_drop->setError(sentence);
    return true;
}

void TenantCard::askForDetails(const QString &path, const QString &tenant, bool needsBaseUrl)
{
    m_importing = std::max(0, m_importing - 1);
    auto *dialog = new TenantDialog(m_page.theme, tenant, needsBaseUrl, window());
    connect(dialog, &TenantDialog::detailsGiven, this,
            [this, path](const QString &name, const QString &baseUrl) { handOver(path, name, baseUrl); });
    dialog->open();
}

void TenantCard::takeTenant(const TenantStatus &status)
{
    const TenantInfo &tenant = status.info;
    const bool isConnected = !tenant.tenant.isEmpty();
    m_drop->setTexts(isConnected ? tr("Drop a .ionapi file here: other credentials, or a further tenant")
                                 : tr("Drop the .ionapi file of your CloudSuite tenant here"),
                     isConnected
                         ? tr("The file is read once and not kept.")
                         : tr("Your CloudSuite administrator makes one in the API Gateway: a backend service with "
                              "a service account."));
    m_ask->setVisible(!isConnected);
    m_values->setVisible(isConnected);
    m_test->setVisible(isConnected);
    m_values->setValue(QStringLiteral("tenantName"), tenant.environment.isEmpty()
                                                         ? tenant.tenant
                                                         : tr("%1 (%2)").arg(tenant.tenant, tenant.environment));
    m_values->setValue(QStringLiteral("tenantClient"), tenant.clientIdMasked);
    m_values->setValue(QStringLiteral("tenantApplication"), tenant.application);
    m_values->setValue(QStringLiteral("tenantAccount"), tenant.serviceAccountMasked);
    m_values->setValue(QStringLiteral("tenantHost"), tenant.apiHost);
    QString company = tenant.company.isEmpty() ? tr("The account's own company") : tr("Company %1").arg(tenant.company);
    if (!tenant.division.isEmpty())
        company += tr(", division %1").arg(tenant.division);
    m_values->setValue(QStringLiteral("tenantCompany"), company);
    takeSnapshot(m_page.hub.snapshot());
    takeSteps(m_page.hub.testSteps(), !m_page.hub.isTesting());
}

void TenantCard::takeSnapshot(const Snapshot &snapshot)
{
    const TenantStatus &tenant = m_page.hub.tenant();
    m_remove->setVisible(snapshot.status.tenants.size() > 1);
    const auto blocked = std::count_if(snapshot.feeds.begin(), snapshot.feeds.end(), [&](const FeedRunRow &feed) {
        return !feed.error.isEmpty() && feed.tenant == tenant.info.tenant;
    });
    // Without a tenant, the keychain may be what keeps it from us.
    const LinkStatus &link = tenant.info.tenant.isEmpty() ? snapshot.status.cloudSuite : tenant.link;
    if (link.state == LinkStatus::State::Ready && blocked > 0)
        m_pill->setLook({blocked == 1 ? tr("1 source blocked") : tr("%1 sources blocked").arg(blocked), Symbol::Lock,
                         Tone::Warning});
    else
        m_pill->setLook(lookOf(link));
    m_locked->setVisible(snapshot.status.cloudSuite.state == LinkStatus::State::Locked ||
                         snapshot.status.slack.state == LinkStatus::State::Locked);
    m_testedAt->setText(testedWords(m_page.hub.testedAt(), snapshot.now));
}

void TenantCard::takeSteps(const QList<TestStep> &all, bool isDone)
{
    const QList<TestStep> steps = stepsOfTenant(all, m_page.hub.tenant().info.tenant);
    const auto passed = std::count_if(steps.begin(), steps.end(),
                                      [](const TestStep &step) { return step.state == TestStep::State::Passed; });
    m_summary->setText(steps.isEmpty() ? tr("Not run yet")
                       : isDone        ? tr("%1 checks, %2 passed").arg(steps.size()).arg(passed)
                                       : tr("Testing…"));
    m_again->setEnabled(isDone || steps.isEmpty());
    m_again->setText(steps.isEmpty() ? tr("Run the test") : tr("Test again"));
    m_report->setSteps(steps, {m_page.hub.tenant().info, m_page.hub.workspace()});
}

} // namespace ledgercast
