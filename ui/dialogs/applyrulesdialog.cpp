// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/applyrulesdialog.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>

namespace ledgercast {

namespace {

constexpr int leastWidth = 520;
constexpr int longestNote = 200;
constexpr int shownLines = 8;

QString lines(const QStringList &all)
{
    QStringList shown = all.mid(0, shownLines);
    if (all.size() > shownLines)
        shown += ApplyRulesDialog::tr("And %1 more.").arg(format::count(all.size() - shownLines));
    return shown.join(u'\n');
}

} // namespace

ApplyRulesDialog::ApplyRulesDialog(const Theme &theme, const ApplyView &view, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("applyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(view.title);
    setMinimumWidth(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, view.title));
    const auto block = [&](const QStringList &text, Token token, const QString &name) {
        if (text.isEmpty())
            return;
        auto *label = new TextLabel(theme, TextStyle::Body, token, lines(text));
        label->setObjectName(name);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        column->addWidget(label);
    };
    block(view.changes, Token::Text, QStringLiteral("applyChanges"));
    block(view.effects, Token::TextSecondary, QStringLiteral("applyEffects"));
    block(view.warnings, Token::Warning, QStringLiteral("applyWarnings"));
    auto *note = new QLineEdit;
    note->setObjectName(QStringLiteral("applyNote"));
    note->setAccessibleName(tr("Note"));
    note->setPlaceholderText(tr("Note for the audit log, for example who asked for it"));
    note->setMaxLength(longestNote);
    auto *release = new QCheckBox(
        view.waiting == 1
            ? tr("Release the waiting entry if it finds a channel")
            : tr("Release those of %1 waiting entries that find a channel").arg(format::count(view.waiting)));
    release->setObjectName(QStringLiteral("applyRelease"));
    release->setChecked(true);
    release->setVisible(view.waiting > 0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("applyCancel"));
    QPushButton *confirm = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    confirm->setObjectName(QStringLiteral("applyConfirm"));
    confirm->setDefault(true);
    setButtonKind(confirm, ButtonKind::Primary);
    column->addWidget(note);
    column->addWidget(release);
    column->addSpacing(4);
    column->addWidget(buttons);
    note->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, note, release] {
        accept();
        Q_EMIT confirmed(note->text().trimmed(), release->isChecked());
    });
}

} // namespace ledgercast
