// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/hub.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace ledgercast {

class Callout;
class DropZone;
class StepReport;
class TextLabel;
class ValueGrid;

/// The CloudSuite side of Connections: the file that connects a tenant, what the one that is looked at is connected to,
/// and its test step by step.
class TenantCard : public Card
{
    Q_OBJECT

public:
    TenantCard(const PageContext &context, QWidget *parent = nullptr);

    void importFile(const QString &path);
    /// The engine refused the file that was given to it; false: none was.
    bool takeFailure(const QString &sentence);

Q_SIGNALS:
    void copied(const QString &sentence);

private:
    void addValues();
    void addTest();
    void takeSnapshot(const Snapshot &snapshot);
    void takeTenant(const TenantStatus &status);
    void removeTenant();
    void takeSteps(const QList<TestStep> &steps, bool isDone);
    void askForDetails(const QString &path, const QString &tenant, bool needsBaseUrl);
    void handOver(const QString &path, const QString &tenant = {}, const QString &baseUrl = {});

    PageContext m_page;
    int m_importing = 0; ///< files handed over and not answered yet
    DropZone *m_drop;
    QPushButton *m_ask;
    Callout *m_locked;
    ValueGrid *m_values;
    QPushButton *m_remove;
    Pill *m_pill;
    QWidget *m_test;
    TextLabel *m_summary;
    QPushButton *m_again;
    StepReport *m_report;
    TextLabel *m_testedAt;
};

} // namespace ledgercast
