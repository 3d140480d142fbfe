// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace ledgercast {

class Theme;

/// Asks for what a .ionapi file with the client credentials grant doesn't name. Object names: tenantDialog,
/// tenantField, baseUrlField, tenantContinue, tenantCancel.
class TenantDialog : public QDialog
{
    Q_OBJECT

public:
    /// tenant: what the file suggests; may be empty.
    TenantDialog(const Theme &theme, const QString &tenant, bool needsBaseUrl, QWidget *parent = nullptr);

Q_SIGNALS:
    void detailsGiven(const QString &tenant, const QString &baseUrl);

private:
    void update();

    QLineEdit *m_tenant;
    QLineEdit *m_baseUrl = nullptr;
    QPushButton *m_continue;
};

} // namespace ledgercast
