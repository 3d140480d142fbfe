// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

namespace ledgercast {

struct DesignField
{
    QString label;
    QString value; ///< template; a field whose value comes out empty is left out
    bool isFullWidth = false;
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
};

/// Errors name the file (source) and the path of the first mistake.
[[nodiscard]] Result<MessageDesign> parseMessageDesign(const QByteArray &json, const QString &source);
/// The designs that come with the program, from :/ledgercast/messages.
[[nodiscard]] Result<QList<MessageDesign>> builtInMessageDesigns();

} // namespace ledgercast
