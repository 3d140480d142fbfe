// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

/// A column of an M3 table that becomes a field of a document.
struct FieldMapping
{
    enum class Type {
        Text,
        Number,
        Decimal,
        Date,
        Boolean,
        Masked, ///< such as a bank account: only its end is told, with a mark by which a change shows
    };
    QString name; ///< canonical, e.g. "due_date"
    QString column;
    Type type = Type::Text;
    bool isOptional = false;           ///< left out where the tenant's table lacks it
    QMap<QString, QString> words = {}; ///< what codes mean; a code that isn't here stays as it is
};

/// How rows of another table belong to a row of the feed's own.
struct ColumnMatch
{
    QString column;
    QString head;         ///< column of the feed's table with the value
    bool isText = false;  ///< compared as text, not as a number
    bool isLocal = false; ///< compared here, not asked for: many walks become one
};

/// The first rule that fits names the status.
struct StatusRule
{
    QString column; ///< empty: always fits
    QString from;
    QString to;
    QString status;
};

/// A list that an MI transaction answers, where no table is known.
struct ListMapping
{
    QString program;
    QString transaction;
    bool isByDivision = false; ///< asked once for each division
};

/// A code of the feed's rows, and where its name stands.
struct NameMapping
{
    QString field;  ///< canonical name of the field to fill; empty: the party
    QString column; ///< of the feed's table, with the code
    QString table;  ///< empty: by list, or the name stands in the feed's own row
    std::optional<ListMapping> list;
    QStringList where; ///< with it the whole table is read once a day; without, the codes wanted
    QString key;
    QString name;
};

/// Rows of another table that belong to a row of the feed's own.
struct LinesMapping
{
    QString table;
    QStringList where;
    QList<ColumnMatch> match;
    QString changed;   ///< empty: a changed line always changes its head too
    QString changedBy; ///< empty: who changed a line is not told
    QStringList rowKey;
    QString amount;
    QString costCentre;
    QString provenance;
    QList<FieldMapping> fields;
    bool isMerged = false; ///< its first row's fields are the document's own; no lines
};

/// Where the cost centres of a document are booked.
struct DistributionMapping
{
    QString table;
    QList<ColumnMatch> match;
    QStringList rowKey; ///< empty: one page is all that is read
    QString costCentre;
    QString amount; ///< empty: shares without amounts
    QString currency;
    QString provenance;
    QString column; ///< with line: only rows that equal one of the document's lines in it
    QString line;
};

/// What a document's amount is.
enum class AmountRule { AsItStands, Negated, Debits };

/// One feed: which table (M3), business class (FSM), IDO (CSI) or entity set (LN), how it is paged, and what its
/// columns mean. Columns of M3 have their table's prefix.
struct FeedEntry
{
    QString id;
    QString label;
    QString recordType;
    QString table; ///< empty: by list
    std::optional<ListMapping> list;
    bool isGrouped = false; ///< rows with the same document key are one document, and the lines are they
    QStringList where;
    QString company;
    QString division;
    QString changed;        ///< day of the last change; M3: yyyyMMdd
    bool isInstant = false; ///< that column holds a point in time, not a day
    QStringList numbers;    ///< columns that are compared as numbers, beside the fields that are; not for M3
    QString changedBy;
    int firstReadDays = 0; ///< how far before the start the first read looks; 0: all there is
    QStringList rowKey;    ///< the order that M3 answers in, behind the company
    QStringList documentKey;
    QString number;
    QString amount;
    AmountRule amountRule = AmountRule::AsItStands;
    QString currency;
    QString selfCostCentre;
    std::optional<NameMapping> party;
    QList<NameMapping> names;
    QList<FieldMapping> fields;
    QList<StatusRule> status;
    std::optional<LinesMapping> lines;
    QList<LinesMapping> details; ///< merged
    std::optional<DistributionMapping> distribution;
    bool losesRows = false;   ///< rows may be deleted: once a day all keys are read
    QStringList keptStatuses; ///< a document that had come so far and is gone was tidied away, not deleted

    /// The lines, if there are any, and the details.
    [[nodiscard]] QList<LinesMapping> parts() const;
    /// Those of them whose changes are looked for.
    [[nodiscard]] QList<LinesMapping> changingParts() const;
};

struct CatalogueValues
{
    int costCentreDimension = 2;     ///< 1 to 7
    int invoiceTransactionCode = 40; ///< TRCD of a supplier invoice in FPLEDG
    int paymentTransactionCode = 50; ///< TRCD of a payment in FPLEDG
    int unitCode = 1;                ///< CSI: which unit code is the cost centre, 1 to 4
    int lnDimension = 1;             ///< LN: which dimension is the cost centre, 1 to 12
};

/// Which feeds a product has. From the file that comes with the program; files for it in a person's own folder replace
/// feeds of the same id and add others.
class FeedCatalogue
{
public:
    /// directory: may be empty or absent. Errors name the file and the place of the first mistake.
    /// product: "m3", "fsm", "csi" or "ln". Files for the others are checked too, and not used.
    [[nodiscard]] static Result<FeedCatalogue> load(const QString &directory, const CatalogueValues &values,
                                                    const QString &product = QStringLiteral("m3"));

    [[nodiscard]] const QList<FeedEntry> &feeds() const { return m_feeds; }
    [[nodiscard]] const FeedEntry *find(const QString &id) const;

private:
    struct File
    {
        QString product; ///< in lower case
        QList<FeedEntry> feeds;
    };
    /// One file, checked against its product's schema.
    [[nodiscard]] static Result<File> parse(const QByteArray &json, const QString &source,
                                            const CatalogueValues &values);

    QList<FeedEntry> m_feeds;
};

} // namespace ledgercast
