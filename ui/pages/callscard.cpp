// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/callscard.h"

#include "core/cloudsuite/m3client.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QGridLayout>
#include <QPushButton>

namespace ledgercast {

CallsCard::CallsCard(const PageContext &context, QWidget *parent)
    : Card(context.theme, tr("What Ledgercast asks of CloudSuite"), parent)
{
    setObjectName(QStringLiteral("callsCard"));
    setSymbol(Symbol::Shield);
    body()->setContentsMargins(16, 14, 16, 16);
    body()->setSpacing(12);
    const QStringList calls = M3Client::allowedCalls();
    auto *promise = new TextLabel(
        context.theme, TextStyle::Body, Token::TextSecondary,
        tr("These %1 calls only read. Any other is refused before it leaves this computer.").arg(calls.size()));
    promise->setWordWrap(true);
    body()->addWidget(promise);
    QMap<QString, QStringList> byProgram;
    for (const QString &call : calls)
        byProgram[call.section(u'/', 0, 0)] += call.section(u'/', 1);
    auto *list = new QWidget;
    list->setObjectName(QStringLiteral("callsList"));
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (auto program = byProgram.cbegin(); program != byProgram.cend(); ++program) {
        const int row = grid->rowCount();
        auto *transactions =
            new TextLabel(context.theme, TextStyle::Small, Token::Text, program->join(QStringLiteral(", ")));
        transactions->setWordWrap(true);
        grid->addWidget(new TextLabel(context.theme, TextStyle::Code, Token::TextSecondary, program.key()), row, 0,
                        Qt::AlignTop);
        grid->addWidget(transactions, row, 1);
    }
    body()->addWidget(list);
    auto *copy = new QPushButton(tr("Copy list"));
    copy->setObjectName(QStringLiteral("copyCallsButton"));
    copy->setAccessibleName(tr("Copy the list of calls"));
    copy->setIcon(context.theme.icon(Symbol::Copy, Token::Text));
    setCompact(copy);
    body()->addWidget(copy, 0, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, this, [this, calls] {
        QApplication::clipboard()->setText(calls.join(u'\n'));
        Q_EMIT copied(tr("Copied the list of calls."));
    });
}

} // namespace ledgercast
