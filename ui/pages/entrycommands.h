// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/pages/page.h"

#include <QUrl>

namespace ledgercast {

struct EntryCause;

/// Carries out the actions that mean the selected entries, and keeps them enabled only where they can help.
class EntryCommands : public QObject
{
    Q_OBJECT

public:
    EntryCommands(const PageContext &context, QWidget *page);

    void activate();
    void deactivate();
    void setEntries(const QList<EntryRow> &entries);
    /// The entry in the detail panel; its deliveries know where it stands in Slack.
    void setDeliveries(const QList<DeliveryRow> &deliveries);
    /// The record of the entry in the detail panel; an empty one: there is none.
    void setDocument(const Document &document);
    void apply(const EntryCause &cause);

Q_SIGNALS:
    void replayWanted(const QList<qint64> &entryIds, const QString &channel);
    /// As today's designs have it, where that is wanted once it was compared.
    void replayAnewWanted(const QList<qint64> &entryIds);
    void copyWanted();

private:
    void replay();
    void replayTo();
    void replayAnew();
    void markNotSent();
    void openInSlack();
    void openInCloudSuite();
    void update();
    void set(Command command, bool isEnabled, const QString &whyNot);
    [[nodiscard]] QUrl slackUrl() const;
    [[nodiscard]] QUrl cloudSuiteUrl() const;
    [[nodiscard]] QList<qint64> idsOf(bool (*isFit)(const EntryRow &)) const;

    PageContext m_context;
    QWidget *m_page;
    QList<EntryRow> m_entries;
    QList<DeliveryRow> m_deliveries;
    Document m_document;
    QList<QMetaObject::Connection> m_connections;
    bool m_isActive = false;
};

} // namespace ledgercast
