// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

enum class DeliveryMode { Immediate, Digest };

/// A rule that sends matching changes to a channel. Empty lists match anything.
struct Route
{
    int priority = 0; ///< lower first; first match wins, per cost centre
    QString name;
    QStringList recordTypes;
    QStringList costCentres; ///< codes "4100", ranges "4100-4199", patterns "51*"; "unknown" matches none known
    QStringList companies;
    std::optional<Decimal> minimumAmount; ///< absolute value of the document's amount, in its own currency
    QStringList exceptions;
    QString channel; ///< name without '#', or an id
    QString mention; ///< a Slack user or group id, a word of mention.h, or empty
    DeliveryMode delivery = DeliveryMode::Immediate;

    friend bool operator==(const Route &, const Route &) = default;
};

} // namespace ledgercast
