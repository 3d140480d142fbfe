// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redaction.h"

#include <QRegularExpression>

namespace ledgercast {

QString redacted(QString text, int maxLength)
{
    static const QRegularExpression tokens(
        QStringLiteral(R"((?:xox[a-z]|xapp|xoxe\.xox[a-z])-[A-Za-z0-9-]+|(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,})"));
    static const QRegularExpression named(QStringLiteral(
        R"re((?i)((?:client_secret|access_token|refresh_token|password|username|token|saak|sask|cs)["']?\s*[=:]\s*["']?)[^&"'\s,}]+)re"));
    static const QRegularExpression serviceKey(QStringLiteral(R"([A-Z0-9_]+#[A-Za-z0-9_-]{20,})"));
    static const QRegularExpression controls(QStringLiteral(R"([\x00-\x08\x0b-\x1f\x7f]+)"));
    // Cut before matching, with room to spare: a huge body must not cost a huge regular-expression run.
    if (text.size() > 4 * maxLength)
        text.truncate(4 * maxLength);
    text.replace(tokens, QStringLiteral("[secret]"));
    text.replace(named, QStringLiteral("\\1[secret]"));
    text.replace(serviceKey, QStringLiteral("[secret]"));
    text.replace(controls, QStringLiteral(" "));
    if (text.size() > maxLength)
        text = text.left(maxLength) + u'…';
    return text;
}

QString redacted(const QByteArray &body, int maxLength)
{
    return redacted(QString::fromUtf8(body.left(static_cast<qsizetype>(8) * maxLength)), maxLength);
}

QString maskedToken(const QString &token)
{
    const auto dash = token.indexOf(u'-');
    const QString prefix = dash > 0 && dash < 12 ? token.left(dash + 1) : QString();
    const QString suffix = token.size() > 16 ? token.right(3) : QString();
    return prefix + QStringLiteral("••••••••") + (suffix.isEmpty() ? QString() : u'-' + suffix);
}

} // namespace ledgercast
