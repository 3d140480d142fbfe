// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mentionchoices.h"

#include "core/domain/mention.h"
#include "ui/theme/symbols.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MentionChoices)
};

} // namespace

void offerMentions(QLineEdit *line, const Theme &theme)
{
    QStringList labels;
    const QStringList words = QStringList{QString(), mentionword::here} + recordMentions();
    for (const QString &word : words)
        labels << mentionLabel(word);
    auto *completer = new QCompleter(labels, line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setObjectName(QStringLiteral("mentionChoices"));
    completer->popup()->setAccessibleName(Words::tr("Whom a mention can call"));
    line->setCompleter(completer);
    QObject::connect(completer, qOverload<const QString &>(&QCompleter::activated), line,
                     [line](const QString &chosen) {
                         line->setText(chosen); // a list tells no textEdited()
                         Q_EMIT line->textEdited(chosen);
                     });
    QAction *offer = line->addAction(theme.icon(Symbol::ChevronDown), QLineEdit::TrailingPosition);
    offer->setObjectName(QStringLiteral("mentionOffer"));
    offer->setText(Words::tr("Show whom a mention can call"));
    offer->setToolTip(offer->text());
    offer->setShortcut(Qt::ALT | Qt::Key_Down);
    offer->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(offer, &QAction::triggered, completer, [completer] {
        completer->setCompletionPrefix({});
        completer->complete();
    });
}

} // namespace ledgercast
