// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tokenedit.h"

#include "ui/theme/theme.h"
#include "ui/widgets/tokenobject.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QCompleter>
#include <QKeyEvent>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

namespace ledgercast {

namespace {
constexpr int popupWidth = 440;
constexpr int tallest = 132;
} // namespace

TokenEdit::TokenEdit(const Theme &theme, QWidget *parent)
    : QTextEdit(parent)
    , m_theme(theme)
    , m_model(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    document()->documentLayout()->registerHandler(TokenObject::type, new TokenObject(theme, this));
    document()->setDocumentMargin(5);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(theme.font(TextStyle::Body));
    m_completer->setWidget(this);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(9);
    m_completer->popup()->setObjectName(QStringLiteral("valuesPopup"));
    m_completer->popup()->setAccessibleName(tr("Values of the record"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &TokenEdit::insertToken);
    connect(this, &QTextEdit::textChanged, this, &TokenEdit::changed);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void TokenEdit::setNames(const QList<ValueName> &names)
{
    m_names = names;
    m_model->clear();
    for (const ValueName &name : names) {
        const QString example = name.example.isEmpty() ? QString() : u"  " + name.example.simplified().left(40);
        auto *item = new QStandardItem(name.name + example + u"  \u2014  " + name.description);
        item->setData(name.name, Qt::UserRole);
        item->setToolTip(name.description);
        item->setEditable(false);
        m_model->appendRow(item);
    }
    markUnknown();
}

void TokenEdit::insertTemplate(QTextCursor cursor, const QString &text) const
{
    static const QRegularExpression tag(QStringLiteral("\\{\\{\\s*([#^/]?)\\s*([a-z][a-z0-9_]*)\\s*\\}\\}"));
    qsizetype from = 0;
    for (auto found = tag.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        cursor.insertText(text.mid(from, match.capturedStart() - from), {});
        cursor.insertText(QString(QChar::ObjectReplacementCharacter),
                          TokenObject::format(match.captured(1), match.captured(2)));
        from = match.capturedEnd();
    }
    cursor.insertText(text.mid(from), {});
}

void TokenEdit::setTemplate(const QString &text)
{
    if (text == templateText()) {
        m_last = text;
        return;
    }
    m_isSetting = true;
    clear();
    insertTemplate(textCursor(), text);
    m_isSetting = false;
    m_last = text;
    markUnknown();
    updateGeometry();
}

QString TokenEdit::textOf(const QTextCursor &selection) const
{
    QString text;
    const int from = selection.selectionStart();
    const int end = selection.selectionEnd();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.position() > from && block.position() <= end)
            text += u'\n';
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            for (int at = 0; at < fragment.length(); ++at) {
                if (fragment.position() + at < from || fragment.position() + at >= end)
                    continue;
                const QChar letter = fragment.text().at(at);
                text += letter == QChar::ObjectReplacementCharacter ? TokenObject::tagOf(fragment.charFormat())
                                                                    : QString(letter);
            }
        }
    }
    return text;
}

QString TokenEdit::templateText() const
{
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    return textOf(all);
}

QString TokenEdit::problem() const
{
    const QStringList unknown = unknownNames(templateText(), m_names);
    if (unknown.isEmpty())
        return {};
    const QString nearest = nearestName(unknown.first(), m_names);
    const QString sentence = tr("%1 isn't a value of this record.").arg(unknown.first());
    return nearest.isEmpty() ? sentence : sentence + u' ' + tr("Did you mean %1?").arg(nearest);
}

void TokenEdit::markUnknown()
{
    const QStringList unknown = unknownNames(templateText(), m_names);
    m_isSetting = true;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const QTextCharFormat format = fragment.charFormat();
            if (format.objectType() != TokenObject::type)
                continue;
            const bool isUnknown = unknown.contains(TokenObject::nameOf(format));
            if (isUnknown == TokenObject::isUnknown(format))
                continue;
            QTextCharFormat marked = format;
            TokenObject::setUnknown(marked, isUnknown);
            QTextCursor cursor(document());
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.setCharFormat(marked);
            it = block.begin(); // what was a fragment may be another now
        }
    }
    m_isSetting = false;
    setToolTip(problem());
}

void TokenEdit::changed()
{
    if (m_isSetting)
        return;
    updateGeometry();
    const QString text = templateText();
    if (text == m_last)
        return;
    m_last = text;
    markUnknown();
    Q_EMIT templateEdited(text);
}

QString TokenEdit::typedPrefix() const
{
    QTextCursor cursor = textCursor();
    const int end = cursor.positionInBlock();
    const QString text = cursor.block().text().left(end);
    static const QRegularExpression typed(QStringLiteral("\\{+\\s*[#^/]?([a-z0-9_]*)$"));
    const QRegularExpressionMatch match = typed.match(text);
    return match.hasMatch() ? match.captured(0) : QString();
}

void TokenEdit::insertToken(const QString &name)
{
    QTextCursor cursor = textCursor();
    const QString typed = typedPrefix();
    const QString kind = typed.contains(u'#') ? u"#"_qs : typed.contains(u'^') ? u"^"_qs : QString();
    if (!typed.isEmpty())
        cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(typed.size()));
    m_isSetting = true;
    cursor.removeSelectedText();
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), TokenObject::format(kind, name));
    if (!kind.isEmpty()) { // a condition needs its end
        const int inside = cursor.position();
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), TokenObject::format(u"/"_qs, name));
        cursor.setPosition(inside);
    }
    m_isSetting = false;
    setTextCursor(cursor);
    setCurrentCharFormat({});
    changed();
}

void TokenEdit::takeTyped()
{
    QTextCursor cursor = textCursor();
    const QString text = cursor.block().text().left(cursor.positionInBlock());
    static const QRegularExpression typed(QStringLiteral("\\{\\{\\s*([#^/]?)\\s*([a-z][a-z0-9_]*)\\s*\\}\\}$"));
    const QRegularExpressionMatch match = typed.match(text);
    if (!match.hasMatch())
        return;
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(match.capturedLength()));
    cursor.insertText(QString(QChar::ObjectReplacementCharacter),
                      TokenObject::format(match.captured(1), match.captured(2)));
    setTextCursor(cursor);
    setCurrentCharFormat({});
}

void TokenEdit::complete()
{
    const QString typed = typedPrefix();
    if (typed.isEmpty())
        return m_completer->popup()->hide();
    static const QRegularExpression opening(QStringLiteral("^\\{+\\s*[#^/]?"));
    m_completer->setCompletionPrefix(QString(typed).remove(opening));
    QRect place = cursorRect();
    place.setWidth(popupWidth);
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

bool TokenEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QTextEdit::event(event);
}

void TokenEdit::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isReturn = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (m_completer->popup()->isVisible() && (isReturn || key == Qt::Key_Escape || key == Qt::Key_Tab))
        return event->ignore(); // the list takes it
    const bool isForOwner = key == Qt::Key_Insert || event->modifiers().testFlag(Qt::AltModifier);
    if (isReturn || isForOwner || event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo))
        return event->ignore();
    setCurrentCharFormat({});
    QTextEdit::keyPressEvent(event);
    if (event->text() == u"}")
        takeTyped();
    if (!event->text().isEmpty())
        complete();
}

void TokenEdit::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    viewport()->update();
    Q_EMIT focused();
}

void TokenEdit::focusOutEvent(QFocusEvent *event)
{
    QTextEdit::focusOutEvent(event);
    viewport()->update();
}

void TokenEdit::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isFocused = hasFocus();
        const qreal line = isFocused ? 2 : 1;
        painter.setPen(QPen(m_theme.color(isFocused ? Token::Accent : Token::ControlBorder), line));
        painter.setBrush(m_theme.color(isEnabled() ? Token::Surface : Token::SurfaceRaised));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                                metrics::controlRadius, metrics::controlRadius);
    }
    QTextEdit::paintEvent(event);
}

void TokenEdit::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

QSize TokenEdit::sizeHint() const
{
    const int text = static_cast<int>(document()->size().height());
    return {160, std::clamp(text + 2 * frameWidth(), metrics::controlHeight, tallest)};
}

QMimeData *TokenEdit::createMimeDataFromSelection() const
{
    auto *data = new QMimeData;
    data->setText(textOf(textCursor()));
    return data;
}

void TokenEdit::insertFromMimeData(const QMimeData *source)
{
    QTextCursor cursor = textCursor();
    cursor.removeSelectedText();
    insertTemplate(cursor, source->text().simplified());
}

} // namespace ledgercast
