// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dropzone.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

namespace ledgercast {

DroppedFile droppedFileOf(const QMimeData *data, const QStringList &suffixes)
{
    const QString kinds = u'.' + suffixes.join(DropZone::tr(" or .", "between the kinds of files that are taken"));
    const auto refuse = [&](const char *reason) {
        return DroppedFile{{}, QCoreApplication::translate("DropZone", reason).replace(u"%1"_qs, kinds)};
    };
    if (!data || !data->hasUrls())
        return refuse(QT_TRANSLATE_NOOP("DropZone", "This isn't a file. Drop the %1 file itself."));
    const QList<QUrl> urls = data->urls();
    if (urls.size() != 1)
        return refuse(QT_TRANSLATE_NOOP("DropZone", "Drop one file at a time."));
    const QFileInfo file(urls.constFirst().toLocalFile());
    if (!urls.constFirst().isLocalFile() || !file.exists())
        return refuse(QT_TRANSLATE_NOOP("DropZone", "This file isn't on this computer. Save it here first."));
    if (file.isDir())
        return refuse(QT_TRANSLATE_NOOP("DropZone", "This is a folder. Drop the %1 file inside it."));
    if (!suffixes.contains(file.suffix(), Qt::CaseInsensitive))
        return refuse(QT_TRANSLATE_NOOP("DropZone", "This isn't a %1 file."));
    return {file.absoluteFilePath(), {}};
}

DropZone::DropZone(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_symbol(new SymbolLabel(theme, 26))
    , m_titleLabel(new TextLabel(theme, TextStyle::BodyMedium, Token::Text))
    , m_noteLabel(new TextLabel(theme, TextStyle::Small, Token::Muted))
    , m_choose(new QPushButton(tr("Choose file…")))
{
    setObjectName(QStringLiteral("dropZone"));
    setAccessibleName(tr("Drop a .ionapi file, or choose a file"));
    setAcceptDrops(true);
    setMinimumHeight(54);
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_choose->setAccessibleName(tr("Choose a .ionapi file"));
    setCompact(m_choose);
    m_noteLabel->setWordWrap(true);
    m_noteLabel->setObjectName(QStringLiteral("dropZoneNote"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_titleLabel);
    texts->addWidget(m_noteLabel);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 9, 17, 9);
    row->setSpacing(12);
    row->addWidget(m_symbol);
    row->addLayout(texts, 1);
    row->addWidget(m_choose);
    connect(m_choose, &QPushButton::clicked, this, &DropZone::chooseRequested);
    updateLook();
}

void DropZone::setTexts(const QString &title, const QString &note)
{
    m_titleLabel->setText(title);
    m_note = note;
    updateLook();
}

void DropZone::setError(const QString &reason)
{
    m_error = reason;
    updateLook();
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    const DroppedFile file = droppedFileOf(event->mimeData(), {QStringLiteral("ionapi")});
    setError(file.refusal);
    // Also a wrong file is taken at first, so that its refusal can be read on the drop.
    event->acceptProposedAction();
    setHovered(file.refusal.isEmpty());
}

void DropZone::dragLeaveEvent(QDragLeaveEvent *)
{
    m_error.clear();
    setHovered(false);
}

void DropZone::dropEvent(QDropEvent *event)
{
    setHovered(false);
    const DroppedFile file = droppedFileOf(event->mimeData(), {QStringLiteral("ionapi")});
    setError(file.refusal);
    if (!file.refusal.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT fileDropped(file.path);
}

void DropZone::setHovered(bool hovered)
{
    m_hovered = hovered;
    updateLook();
}

void DropZone::updateLook()
{
    const bool wrong = !m_error.isEmpty();
    m_noteLabel->setText(wrong ? m_error : m_note);
    m_noteLabel->setToken(wrong ? Token::Danger : Token::Muted);
    m_symbol->setSymbol(wrong ? Symbol::CircleAlert : Symbol::DropFile, wrong       ? Token::DangerMark
                                                                        : m_hovered ? Token::Accent
                                                                                    : Token::Muted);
    setAccessibleDescription(m_noteLabel->text());
    update();
}

void DropZone::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool wrong = !m_error.isEmpty();
    QPen pen(m_theme.color(wrong       ? Token::DangerMark
                           : m_hovered ? Token::Accent
                                       : Token::ControlBorder),
             m_hovered || wrong ? 1.5 : 1);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(m_theme.color(m_hovered ? Token::AccentSoft : Token::Background));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::controlRadius, metrics::controlRadius);
}

} // namespace ledgercast
