// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

/// How far one sweep over the changed rows of a feed has come; the feed's cursor is its JSON.
struct M3Sweep
{
    QDate since;          ///< rows changed on or after this day; invalid: all
    QDate began;          ///< day of its first page; invalid: nothing was read yet
    QDate newest;         ///< day of change of the newest row seen
    bool isFirst = false; ///< nothing was read before
    int part = 0;         ///< 0: changed heads; then, from 1, the changed rows of each part of them
    QStringList after;    ///< key of the last row; empty: at the start
    QString link;         ///< how the server itself goes on; empty: behind the key
    int restarts = 0;     ///< how often this sweep began anew
    QDate keysOn;         ///< day on which all keys were read last
    qint64 serial = 0;    ///< makes every cursor another one

    /// None for an empty cursor, or one of another protocol.
    [[nodiscard]] static std::optional<M3Sweep> fromCursor(const QString &cursor);
    [[nodiscard]] QString toCursor() const;

    /// Whether nothing of it was read yet.
    [[nodiscard]] bool isAtStart() const { return part == 0 && after.isEmpty() && link.isEmpty(); }
    void saw(QDate changed);
    /// Goes on behind a page; false: that was the last one, and this is the start of the next sweep.
    [[nodiscard]] bool advance(bool isLastPage, qsizetype parts, QDate today);
};

/// Remembers the recent rows that are in the ledger, so that the days which every sweep reads again cost no further
/// calls. Forgetting is harmless: what is read again is known by its fingerprint.
class M3Memory
{
public:
    struct Row
    {
        QDate changed;
        QByteArray content; ///< a hash of it
    };
    using Rows = QHash<QString, Row>; ///< by table and key

    /// A hash of all that a row says.
    [[nodiscard]] static QByteArray contentOf(const QMap<QString, QString> &row);

    /// A page is asked for: being asked for what follows a page is the proof that the page was committed.
    void asked(const QString &cursor);
    /// A page was answered, with these rows; what changed before `since` won't be read again.
    void answered(const QString &nextCursor, Rows rows, QDate since);
    [[nodiscard]] bool knows(const QString &key, const QByteArray &content) const
    {
        return m_committed.value(key).content == content;
    }

private:
    QString m_cursor; ///< behind the page last answered
    Rows m_fresh;     ///< of that page
    Rows m_committed;
    QDate m_since;
};

} // namespace ledgercast
