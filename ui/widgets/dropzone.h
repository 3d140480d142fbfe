// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QMimeData;
class QPushButton;

namespace ledgercast {

class SymbolLabel;
class TextLabel;
class Theme;

/// What a drag offers: one file to take, or why it isn't taken.
struct DroppedFile
{
    QString path;
    QString refusal;
};
/// Reads the addresses of a drag; looks at names only, the content is checked by who reads it. suffixes: those that are
/// taken, "ionapi", in lower case.
[[nodiscard]] DroppedFile droppedFileOf(const QMimeData *data, const QStringList &suffixes);

/// Takes one .ionapi file by drop or by button.
class DropZone : public QFrame
{
    Q_OBJECT

public:
    explicit DropZone(const Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &note);
    /// Shown in place of the note, in the danger colour, until the next drag. Empty clears it.
    void setError(const QString &reason);
    [[nodiscard]] QString error() const { return m_error; }

Q_SIGNALS:
    void fileDropped(const QString &path);
    void chooseRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setHovered(bool hovered);
    void updateLook();

    const Theme &m_theme;
    bool m_hovered = false;
    QString m_note;
    QString m_error;
    SymbolLabel *m_symbol;
    TextLabel *m_titleLabel;
    TextLabel *m_noteLabel;
    QPushButton *m_choose;
};

} // namespace ledgercast
