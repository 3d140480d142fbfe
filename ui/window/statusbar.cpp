// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusbar.h"

#include "ui/actions.h"
#include "ui/format/format.h"
#include "ui/present/hub.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ledgercast {

namespace {
constexpr int padding = 8;
constexpr int dotSize = 8;
constexpr int dotGap = 6;
constexpr int barHeight = 26;
constexpr int noticeMs = 6000;
} // namespace

StatusPart::StatusPart(const Theme &theme, const QString &name, QWidget *parent) : QToolButton(parent), m_theme(theme)
{
    setObjectName(name);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setFont(theme.font(TextStyle::Status));
    hide();
}

void StatusPart::setContent(const QString &text, std::optional<Tone> dot)
{
    setVisible(!text.isEmpty());
    if (text == this->text() && dot == m_dot)
        return;
    const bool isWider = text.size() != this->text().size();
    m_dot = dot;
    setText(text);
    setAccessibleName(text);
    if (isWider)
        updateGeometry();
    update();
}

void StatusPart::setSeparated(bool on)
{
    m_isSeparated = on;
    update();
}

QSize StatusPart::sizeHint() const
{
    const int dot = m_dot ? dotSize + dotGap : 0;
    return {fontMetrics().horizontalAdvance(text()) + dot + 2 * padding + 4, barHeight - 2};
}

void StatusPart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Hover));
        painter.drawRoundedRect(rect().adjusted(1, 2, -2, -2), metrics::tagRadius, metrics::tagRadius);
    }
    QRect words = rect().adjusted(padding, 0, -padding, 0);
    if (m_dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(tokensOf(*m_dot).mark));
        painter.drawEllipse(QRectF(words.left(), rect().center().y() - dotSize / 2.0 + 1, dotSize, dotSize));
        words.setLeft(words.left() + dotSize + dotGap);
    }
    painter.setFont(font());
    painter.setPen(m_theme.color(Token::TextSecondary));
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, text());
    if (m_isSeparated)
        painter.fillRect(QRect(0, 6, 1, rect().height() - 12), m_theme.color(Token::Border));
}

StatusBar::StatusBar(const PageContext &context, QWidget *parent)
    : QStatusBar(parent)
    , m_context(context)
    , m_cloudSuite(add(QStringLiteral("statusCloudSuite"), tr("Open Connections")))
    , m_slack(add(QStringLiteral("statusSlack"), tr("Open Connections")))
    , m_next(add(QStringLiteral("statusNext"), tr("Open the sources")))
    , m_queued(add(QStringLiteral("statusQueued"), tr("Show the entries that wait for Slack")))
    , m_failed(add(QStringLiteral("statusFailed"), tr("Show the entries Slack refused")))
    , m_log(add(QStringLiteral("statusLog"), tr("Show all entries"), true))
    , m_time(add(QStringLiteral("statusTime"), {}, true))
{
    setObjectName(QStringLiteral("statusBar"));
    setSizeGripEnabled(false);
    setContentsMargins(6, 0, 6, 0);
    for (StatusPart *part : {m_cloudSuite, m_log})
        part->setSeparated(false);
    m_time->setFocusPolicy(Qt::NoFocus);
    for (StatusPart *part : {m_cloudSuite, m_slack})
        connect(part, &QToolButton::clicked, this, [this] { Q_EMIT pageWanted(QStringLiteral("connections")); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT pageWanted(QStringLiteral("overview")); });
    const auto showStates = [this](StatusPart *part, const QList<EntryState> &states) {
        connect(part, &QToolButton::clicked, this, [this, states] {
            EntryFilter filter;
            filter.states = states;
            Q_EMIT entriesWanted(filter);
        });
    };
    showStates(m_queued, {EntryState::Queued, EntryState::Retrying});
    showStates(m_failed, {EntryState::Failed});
    showStates(m_log, {});
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &StatusBar::refresh);
    connect(&context.hub, &Hub::snapshotChanged, this, &StatusBar::refresh);
    refresh();
}

StatusPart *StatusBar::add(const QString &name, const QString &tip, bool isPermanent)
{
    auto *part = new StatusPart(m_context.theme, name, this);
    part->setToolTip(tip);
    isPermanent ? addPermanentWidget(part) : addWidget(part);
    return part;
}

void StatusBar::showNotice(const QString &sentence)
{
    showMessage(sentence, noticeMs);
}

void StatusBar::refresh()
{
    const Snapshot snapshot = m_context.hub.snapshotNow();
    const StatusBarView view = statusBarOf(snapshot);
    // While a notice is up, QStatusBar hides these; setVisible() would show them on top of it.
    if (currentMessage().isEmpty()) {
        m_cloudSuite->setContent(view.cloudSuite, view.cloudSuiteTone);
        m_slack->setContent(view.slack, view.slackTone);
        m_next->setContent(view.next);
        m_queued->setContent(view.queued);
        m_failed->setContent(view.failed);
    }
    m_log->setContent(view.log);
    m_time->setContent(QLocale().toString(snapshot.now.toLocalTime().date(), u"d MMM yyyy") + u' ' +
                       format::time(snapshot.now));
}

void StatusBar::showEvent(QShowEvent *event)
{
    QStatusBar::showEvent(event);
    refresh();
    m_second.start();
}

void StatusBar::hideEvent(QHideEvent *event)
{
    QStatusBar::hideEvent(event);
    m_second.stop();
}

} // namespace ledgercast
