// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

/// A column of an M3 table that becomes a field of a document.
struct FieldMapping
{
    enum class Type { Text, Number, Decimal, Date, Boolean };
    QString name; ///< canonical, e.g. "due_date"
    QString column;
    Type type = Type::Text;
    bool isOptional = false; ///< left out where the tenant's table lacks it
};

/// How rows of another table belong to a row of the feed's own.
struct ColumnMatch
{
    QString column;
    QString head;        ///< column of the feed's table with the value
    bool isText = false; ///< compared as text, not as a number
};

/// The first rule that fits names the status.
struct StatusRule
{
    QString column; ///< empty: always fits
    QString from;
    QString to;
    QString status;
};

struct PartyMapping
{
    QString column;
    QString table;
    QString key;
    QString name;
};

struct LinesMapping
{
    QString table;
    QList<ColumnMatch> match;
    QString changed; ///< empty: a changed line always changes its head too
    QStringList rowKey;
    QString amount;
    QString costCentre;
    QString provenance;
    QList<FieldMapping> fields;
};

/// Where the cost centres of a document are booked.
struct DistributionMapping
{
    QString table;
    QList<ColumnMatch> match;
    QStringList rowKey; ///< empty: one page is all that is read
    QString costCentre;
    QString amount;
    QString currency;
    QString provenance;
};

/// One feed of M3: which table, how it is paged, and what its columns mean. Columns have their table's prefix.
struct FeedEntry
{
    QString id;
    QString label;
    QString recordType;
    QString table;
    QStringList where;
    QString company;
    QString division;
    QString changed; ///< yyyyMMdd of the last change
    QString changedBy;
    int firstReadDays = 0; ///< how far before the start the first read looks; 0: all there is
    QStringList rowKey;    ///< the order that M3 answers in, behind the company
    QStringList documentKey;
    QString number;
    QString amount;
    QString currency;
    QString selfCostCentre;
    std::optional<PartyMapping> party;
    QList<FieldMapping> fields;
    QList<StatusRule> status;
    std::optional<LinesMapping> lines;
    std::optional<DistributionMapping> distribution;
};

struct CatalogueValues
{
    int costCentreDimension = 2;     ///< 1 to 7
    int invoiceTransactionCode = 40; ///< TRCD of a supplier invoice in FPLEDG
};

/// Which feeds there are. From the file that comes with the program; files in a person's own folder replace feeds of
/// the same id and add others.
class FeedCatalogue
{
public:
    /// directory: may be empty or absent. Errors name the file and the place of the first mistake.
    [[nodiscard]] static Result<FeedCatalogue> load(const QString &directory, const CatalogueValues &values);
    /// The feeds of one file, checked against the schema.
    [[nodiscard]] static Result<QList<FeedEntry>> parse(const QByteArray &json, const QString &source,
                                                        const CatalogueValues &values);

    [[nodiscard]] const QList<FeedEntry> &feeds() const { return m_feeds; }
    [[nodiscard]] const FeedEntry *find(const QString &id) const;

private:
    QList<FeedEntry> m_feeds;
};

} // namespace ledgercast
