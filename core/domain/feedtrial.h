// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"

#include <QMetaType>
#include <QStringList>

namespace ledgercast {

/// A few rows of a feed as CloudSuite answers them, and what they become: to see whether the catalogue fits a tenant.
struct FeedTrial
{
    struct Value
    {
        QString column; ///< as CloudSuite has it
        QString field;  ///< canonical; empty: the catalogue does nothing with the column
        QString raw;
        QString value; ///< empty: none, or it can't be read
        QString error; ///< why it can't be read, with its place in the catalogue; empty: it can
    };
    struct Row
    {
        QList<Value> values;
        Document document;
    };
    QString feed;
    QString label;
    QString recordType;
    QString table; ///< or list, class, entity set, IDO
    QList<Row> rows;
    QStringList warnings;
    int calls = 0;
};

} // namespace ledgercast

Q_DECLARE_METATYPE(ledgercast::FeedTrial)
