// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/question.h"

#include "ui/theme/style.h"

#include <QCoreApplication>
#include <QLabel>
#include <QMessageBox>

namespace ledgercast {

namespace {

constexpr int leastTextWidth = 340;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Question)
};

QMessageBox *box(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &sentence)
{
    auto *message = new QMessageBox(icon, QCoreApplication::applicationName(), title, QMessageBox::NoButton, parent);
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->setTextFormat(Qt::PlainText);
    message->setInformativeText(sentence);
    // QMessageBox offers no other way to its labels; without them nothing breaks.
    if (auto *label = message->findChild<QLabel *>(QStringLiteral("qt_msgbox_label"))) {
        QFont strong = label->font();
        strong.setWeight(QFont::DemiBold);
        label->setFont(strong);
    }
    if (auto *label = message->findChild<QLabel *>(QStringLiteral("qt_msgbox_informativelabel")))
        label->setMinimumWidth(leastTextWidth);
    return message;
}

} // namespace

void ask(QWidget *parent, const Question &question, const std::function<void()> &onYes)
{
    QMessageBox *message = box(parent, QMessageBox::Question, question.title, question.sentence);
    message->setObjectName(QStringLiteral("questionBox"));
    QPushButton *yes = message->addButton(question.verb, QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("questionYes"));
    setButtonKind(yes, ButtonKind::Primary);
    message->addButton(QMessageBox::Cancel)->setObjectName(QStringLiteral("questionCancel"));
    message->setDefaultButton(yes);
    QObject::connect(message, &QMessageBox::buttonClicked, parent, [yes, onYes](QAbstractButton *button) {
        if (button == yes)
            onYes();
    });
    message->open();
}

void tell(QWidget *parent, bool isProblem, const QString &title, const QString &sentence, const QString &code)
{
    QMessageBox *message =
        box(parent, isProblem ? QMessageBox::Warning : QMessageBox::Information, title,
            code.isEmpty() ? sentence : QString(sentence + u"\n\n" + Words::tr("Code: %1").arg(code)));
    message->setObjectName(QStringLiteral("messageBox"));
    message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    message->addButton(QMessageBox::Ok);
    message->open();
}

} // namespace ledgercast
