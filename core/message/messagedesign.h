// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace ledgercast {

struct DesignField
{
    QString label;
    QString value; ///< template
    bool isFullWidth = false;
    bool isShownEmpty = false; ///< a value that comes out empty shows as "—"; else the field is left out

    friend bool operator==(const DesignField &, const DesignField &) = default;
};

/// How the messages of one record type look. All texts but labels are Mustache templates over the change's values;
/// every value is escaped, unescaped forms are refused when the design is read.
struct MessageDesign
{
    QString recordType; ///< "*" for the design of every other type
    QString headline;
    QString fallback; ///< the notification's text: the whole essential fact in one sentence
    QString text;     ///< may come out empty
    QList<DesignField> fields;
    QString context;
    QString detailTitle; ///< empty: no thread detail
    QString detailLine;
    QString updateHeadline;
    QString updateText;
    QSet<QString> moneyFields;                      ///< fields of the record that are amounts in its currency
    QList<std::pair<QString, QString>> fieldLabels; ///< how fields are called when they changed; "" label: not told

    /// What becomes of a later change of the same record.
    enum class Updates {
        InThread,         ///< a reply says what changed
        NewMessage,       ///< a message of its own
        InPlace,          ///< the first message is edited; nobody is notified
        InPlaceAndThread, ///< both: it is edited, and a reply says what changed
    };
    bool isOn = true;                     ///< off: such changes are recorded and not sent
    std::optional<Decimal> leastAmount;   ///< the same below this amount, in the record's own currency
    QString mention;                      ///< a Slack id or a word of mention.h, where the rule mentions nobody
    std::optional<Decimal> mentionedFrom; ///< only from this amount on, in the record's own currency
    bool hasLink = true;                  ///< where an address of records in CloudSuite is set
    QString linkLabel;                    ///< empty: "Open in CloudSuite"
    bool hasDetail = true;                ///< the lines as the first reply, where there is a detailTitle
    Updates updates = Updates::InThread;

    friend bool operator==(const MessageDesign &, const MessageDesign &) = default;
};

/// Errors name the file (source) and the path of the first mistake.
[[nodiscard]] Result<MessageDesign> parseMessageDesign(const QByteArray &json, const QString &source);
/// What parseMessageDesign() reads, for people to read, too.
[[nodiscard]] QByteArray toJson(const MessageDesign &design);
/// The designs that come with the program, from :/ledgercast/messages.
[[nodiscard]] Result<QList<MessageDesign>> builtInMessageDesigns();

} // namespace ledgercast
