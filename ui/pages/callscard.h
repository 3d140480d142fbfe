// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/widgets/card.h"

namespace ledgercast {

/// What the program can ask of CloudSuite, all of it: for the administrator who gives it a role.
class CallsCard : public Card
{
    Q_OBJECT

public:
    explicit CallsCard(const PageContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void copied(const QString &sentence);
};

} // namespace ledgercast
