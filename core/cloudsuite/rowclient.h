// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cloudsuite/m3answer.h"

#include <QCoroTask>
#include <QStringList>

#include <functional>

namespace ledgercast {

struct RowCondition
{
    enum class Kind {
        Text,
        Number,
        Day,     ///< yyyyMMdd, compared with a day
        Instant, ///< yyyyMMdd, compared with a point in time: that day's first
    };
    QString column;
    QString op; ///< = <> < > <= >=
    QString value;
    Kind kind = Kind::Text;
};

/// All of them hold.
using RowConditions = QList<RowCondition>;

/// One page of the rows of an FSM business class, an LN entity set or a CSI IDO.
struct RowQuery
{
    QString set;
    QStringList columns;         ///< empty: all there are
    RowConditions where;         ///< all of them hold
    QList<RowConditions> any;    ///< one of them holds; empty: no matter
    QList<RowConditions> behind; ///< one of them holds too: where to go on without a link
    QStringList order;           ///< ascending
    QStringList numbers = {};    ///< columns that are compared as numbers
    int maxRows = 1000;
    QString link = {}; ///< of the page before; the other parts stay as they were
    QString company = {};
    QString operation;
};

struct RowPage
{
    /// By column: text trimmed, booleans "true" or "false", numbers and dates as they came. No value: absent or empty.
    QList<M3Record> rows;
    bool hasMore = false;
    QString link; ///< how the server itself goes on; empty: by key
    int calls = 0;
};

/// One protocol that answers rows in pages. It outlives its tasks.
class RowClient
{
public:
    virtual ~RowClient() = default;
    [[nodiscard]] virtual QCoro::Task<Result<RowPage>> read(RowQuery query) = 0;
    /// Whether it answers in the order asked for: then reading can go on behind a key.
    [[nodiscard]] virtual bool keepsOrder() const = 0;
    /// "FSM", for people.
    [[nodiscard]] virtual QString suite() const = 0;
};

namespace rowfilter {

/// How a protocol writes conditions.
struct Grammar
{
    /// One condition. Errors: a value that can't be written.
    std::function<Result<QString>(const RowCondition &)> condition;
    QString conjunction = QStringLiteral(" and ");
    QString disjunction = QStringLiteral(" or ");
};

/// The query's conditions; empty: none.
[[nodiscard]] Result<QString> text(const RowQuery &query, const Grammar &grammar);
/// Rows whose key comes after this one.
[[nodiscard]] QList<RowConditions> behind(const QList<RowCondition> &key);
/// Whether a value is a plain number, with decimals perhaps.
[[nodiscard]] bool isNumber(const QString &value);
[[nodiscard]] tl::unexpected<Error> badValue(const RowCondition &condition);
/// Whether a text holds what doesn't belong in a condition.
[[nodiscard]] bool hasControl(const QString &value);

} // namespace rowfilter

/// The server's link to its next page doesn't go on with the list that was asked for.
[[nodiscard]] tl::unexpected<Error> badLink(const QString &operation);
/// JSON with every number made a text, so that not a digit of it is lost on the way through a double.
[[nodiscard]] QByteArray quotedNumbers(const QByteArray &json);

} // namespace ledgercast
