// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowmemory.h"

#include <QMetaEnum>
#include <QSettings>
#include <QWidget>

namespace ledgercast {

namespace {

const auto geometryKey = QStringLiteral("window/geometry");
const auto themeKey = QStringLiteral("window/theme");
const auto keepRunningKey = QStringLiteral("window/keep_running");
const auto toldKey = QStringLiteral("window/told_about_tray");
const auto columnsKey = QStringLiteral("%1/columns");
const auto draftKey = QStringLiteral("routing/draft");
const auto messageDraftsKey = QStringLiteral("messages/drafts");
constexpr QSize firstSize(1360, 860);

QMetaEnum choices()
{
    return QMetaEnum::fromType<Theme::Choice>();
}

} // namespace

void WindowMemory::restoreGeometry(QWidget &window) const
{
    if (!window.restoreGeometry(m_settings.value(geometryKey).toByteArray()))
        window.resize(firstSize);
}

void WindowMemory::saveGeometry(const QWidget &window)
{
    m_settings.setValue(geometryKey, window.saveGeometry());
}

Theme::Choice WindowMemory::theme() const
{
    bool isKnown = false;
    const int value = choices().keyToValue(m_settings.value(themeKey).toByteArray().constData(), &isKnown);
    return isKnown ? static_cast<Theme::Choice>(value) : Theme::Choice::System;
}

void WindowMemory::setTheme(Theme::Choice choice)
{
    m_settings.setValue(themeKey, QString::fromLatin1(choices().valueToKey(static_cast<int>(choice))));
}

bool WindowMemory::keepsRunning() const
{
    return m_settings.value(keepRunningKey, true).toBool();
}

void WindowMemory::setKeepsRunning(bool on)
{
    m_settings.setValue(keepRunningKey, on);
}

QByteArray WindowMemory::columns(const QString &table) const
{
    return m_settings.value(columnsKey.arg(table)).toByteArray();
}

void WindowMemory::setColumns(const QString &table, const QByteArray &state)
{
    m_settings.setValue(columnsKey.arg(table), state);
}

QByteArray WindowMemory::rulesDraft() const
{
    return m_settings.value(draftKey).toByteArray();
}

void WindowMemory::setRulesDraft(const QByteArray &csv)
{
    if (csv.isEmpty())
        m_settings.remove(draftKey);
    else
        m_settings.setValue(draftKey, csv);
}

QMap<QString, QByteArray> WindowMemory::messageDrafts() const
{
    QMap<QString, QByteArray> drafts;
    const QVariantMap kept = m_settings.value(messageDraftsKey).toMap();
    for (auto draft = kept.cbegin(); draft != kept.cend(); ++draft)
        drafts.insert(draft.key(), draft->toByteArray());
    return drafts;
}

void WindowMemory::setMessageDrafts(const QMap<QString, QByteArray> &drafts)
{
    if (drafts == messageDrafts())
        return;
    QVariantMap kept;
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        kept.insert(draft.key(), *draft);
    kept.isEmpty() ? m_settings.remove(messageDraftsKey) : m_settings.setValue(messageDraftsKey, kept);
}

bool WindowMemory::shouldTellAboutTray()
{
    if (m_settings.value(toldKey).toBool())
        return false;
    m_settings.setValue(toldKey, true);
    return true;
}

} // namespace ledgercast
