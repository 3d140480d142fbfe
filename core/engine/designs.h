// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

namespace ledgercast {

/// A design that was in use before.
struct DesignVersion
{
    Instant replacedAt;
    QByteArray json;

    friend bool operator==(const DesignVersion &, const DesignVersion &) = default;
};

/// The design of one kind of message, as JSON of resources/messages, with where it comes from.
struct KindDesign
{
    QString recordType;           ///< "*" for every other type
    QByteArray json;              ///< in use
    QByteArray standard;          ///< comes with the program; empty for a kind that a person added
    bool isOwn = false;           ///< json is a person's
    QString mistake;              ///< why the person's file isn't used
    QList<DesignVersion> earlier; ///< newest first

    friend bool operator==(const KindDesign &, const KindDesign &) = default;
};

} // namespace ledgercast

Q_DECLARE_METATYPE(ledgercast::KindDesign)
