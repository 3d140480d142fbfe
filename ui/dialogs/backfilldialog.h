// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QDateEdit;
class QRadioButton;

namespace ledgercast {

class Theme;

/// From which day on a source is read again, and whether what is found is posted.
///
/// Object names: backfillDialog, backfillFrom, backfillRecord, backfillTell, backfillRead.
class BackfillDialog : public QDialog
{
    Q_OBJECT

public:
    /// source: its name, for people.
    BackfillDialog(const Theme &theme, const QString &source, QDate today, QWidget *parent = nullptr);

Q_SIGNALS:
    void asked(QDate from, bool isTold);

private:
    QDateEdit *m_from;
    QRadioButton *m_record;
    QRadioButton *m_tell;
};

} // namespace ledgercast
