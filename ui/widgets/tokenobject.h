// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCharFormat>
#include <QTextObjectInterface>

namespace ledgercast {

class Theme;

/// One {{tag}} in a text document, drawn as a token. Values have the accent's colour; the conditions around a text are
/// grey; what isn't a value is underlined.
class TokenObject : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int type = QTextFormat::UserObject + 1;

    TokenObject(const Theme &theme, QObject *parent) : QObject(parent), m_theme(theme) {}

    /// kind: "" for a value, "#", "^" or "/" for the parts of a condition.
    [[nodiscard]] static QTextCharFormat format(const QString &kind, const QString &name);
    [[nodiscard]] static QString tagOf(const QTextFormat &format);
    [[nodiscard]] static QString nameOf(const QTextFormat &format);
    [[nodiscard]] static bool isUnknown(const QTextFormat &format);
    static void setUnknown(QTextFormat &format, bool isUnknown);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    [[nodiscard]] static QString labelOf(const QTextFormat &format);

    const Theme &m_theme;
};

} // namespace ledgercast
