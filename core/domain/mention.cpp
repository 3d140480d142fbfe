// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mention.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Mention)
};

} // namespace

QStringList recordMentions()
{
    return {mentionword::approver, mentionword::buyer, mentionword::responsible, mentionword::costCentreOwner};
}

bool isSlackId(const QString &text)
{
    static const QRegularExpression id(QStringLiteral("\\A[UWS][A-Z0-9]{2,30}\\z"));
    return id.match(text).hasMatch();
}

bool isMention(const QString &mention)
{
    return mention == mentionword::here || recordMentions().contains(mention) || isSlackId(mention);
}

QString mentionLabel(const QString &mention)
{
    if (mention.isEmpty())
        return Words::tr("Nobody", "mention");
    if (mention == mentionword::approver)
        return Words::tr("Approver", "mention");
    if (mention == mentionword::buyer)
        return Words::tr("Buyer", "mention");
    if (mention == mentionword::responsible)
        return Words::tr("Responsible", "mention of who is responsible");
    if (mention == mentionword::costCentreOwner)
        return Words::tr("Cost-centre owner", "mention");
    return u'@' + mention;
}

QString mentionFromText(const QString &text)
{
    QString written = text.trimmed();
    if (written.startsWith(u'@'))
        written.remove(0, 1);
    const QStringList words = QStringList{QString(), mentionword::here} + recordMentions();
    for (const QString &word : words) {
        if (written.compare(mentionLabel(word), Qt::CaseInsensitive) == 0 ||
            written.compare(word, Qt::CaseInsensitive) == 0)
            return word;
    }
    return written;
}

} // namespace ledgercast
