// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace ledgercast {

class Theme;

/// Lets a line that takes a mention offer whom it can call; an id can be typed as well. What is chosen is told by
/// textEdited(), like what is typed. Object names: mentionChoices (the list), mentionOffer (the action that opens it).
void offerMentions(QLineEdit *line, const Theme &theme);

} // namespace ledgercast
