// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3sweep.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

/// A change may become visible after midnight with yesterday's date.
constexpr int overlapDays = 1;
constexpr qsizetype mostRemembered = 50'000;

} // namespace

std::optional<M3Sweep> M3Sweep::fromCursor(const QString &cursor)
{
    const QJsonDocument document = QJsonDocument::fromJson(cursor.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    M3Sweep sweep;
    sweep.since = QDate::fromString(document[u"since"].toString(), Qt::ISODate);
    sweep.began = QDate::fromString(document[u"began"].toString(), Qt::ISODate);
    sweep.newest = QDate::fromString(document[u"newest"].toString(), Qt::ISODate);
    sweep.isFirst = document[u"first"].toBool();
    sweep.part = document[u"part"].toInt();
    sweep.keysOn = QDate::fromString(document[u"keys"].toString(), Qt::ISODate);
    sweep.link = document[u"link"].toString();
    sweep.restarts = document[u"restarts"].toInt();
    sweep.serial = document[u"serial"].toInteger();
    const QJsonArray after = document[u"after"].toArray();
    for (const QJsonValue &part : after)
        sweep.after << part.toString();
    return sweep;
}

QString M3Sweep::toCursor() const
{
    QJsonObject object{{QStringLiteral("since"), since.toString(Qt::ISODate)}, {QStringLiteral("serial"), serial}};
    if (began.isValid())
        object.insert(QStringLiteral("began"), began.toString(Qt::ISODate));
    if (newest.isValid())
        object.insert(QStringLiteral("newest"), newest.toString(Qt::ISODate));
    if (keysOn.isValid())
        object.insert(QStringLiteral("keys"), keysOn.toString(Qt::ISODate));
    if (isFirst)
        object.insert(QStringLiteral("first"), true);
    if (part > 0)
        object.insert(QStringLiteral("part"), part);
    if (!link.isEmpty())
        object.insert(QStringLiteral("link"), link);
    if (restarts > 0)
        object.insert(QStringLiteral("restarts"), restarts);
    if (!after.isEmpty())
        object.insert(QStringLiteral("after"), QJsonArray::fromStringList(after));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void M3Sweep::saw(QDate changed)
{
    if (changed.isValid() && (!newest.isValid() || changed > newest))
        newest = changed;
}

bool M3Sweep::advance(bool isLastPage, qsizetype parts, QDate today)
{
    ++serial;
    if (!began.isValid() || today < began)
        began = today;
    if (!isLastPage)
        return true;
    // The first sweep reads every head with all its lines: none is left to be found by its lines.
    if (part < parts && !isFirst) {
        ++part;
        after.clear();
        link.clear();
        return true;
    }
    M3Sweep next;
    next.serial = serial;
    next.keysOn = keysOn;
    // Taken from the rows, not from this computer's clock, which may be wrong: where nothing changed nothing moves.
    // A date in the future is somebody's typing mistake, and must not hide what changes until then. Nor must the rows
    // of a sweep that was interrupted, and went on days later, hide what changed meanwhile among those read before.
    next.since = newest.isValid() ? std::min(newest, began).addDays(-overlapDays) : since;
    *this = next;
    return false;
}

QByteArray M3Memory::contentOf(const QMap<QString, QString> &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto column = row.cbegin(); column != row.cend(); ++column)
        hash.addData(QString(column.key() + u'\x1f' + column.value() + u'\x1e').toUtf8());
    return hash.result();
}

void M3Memory::asked(const QString &cursor)
{
    if (!m_cursor.isEmpty() && m_cursor == cursor) {
        m_committed.insert(m_fresh);
        m_committed.removeIf([this](const auto &row) { return row.value().changed < m_since; });
        if (m_committed.size() > mostRemembered)
            m_committed.clear();
    }
    m_fresh.clear();
}

void M3Memory::answered(const QString &nextCursor, Rows rows, QDate since)
{
    m_cursor = nextCursor;
    m_fresh = std::move(rows);
    m_since = since;
}

} // namespace ledgercast
