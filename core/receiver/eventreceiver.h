// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QObject>

#include <memory>
#include <optional>

namespace ledgercast {

class HttpListener;

/// Takes Slack's signed events over HTTP(S) at /slack/events (docs.slack.dev/apis/events-api/using-http-request-urls).
/// cpp-httplib answers in a few threads of its own, which hand what is signed to this object's thread and answer at
/// once: Slack waits for three seconds. Bodies are limited, and so is the time that a slow sender gets.
class EventReceiver final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString address = QStringLiteral("127.0.0.1");
        int port = 0;            ///< 0: a free one
        QString certificatePath; ///< PEM; empty: plain HTTP
        QString keyPath;
        QByteArray signingSecret;

        friend bool operator==(const Options &, const Options &) = default;
    };

    /// clock: read from other threads, too; outlives this.
    explicit EventReceiver(const Clock &clock, QObject *parent = nullptr);
    ~EventReceiver() override;

    /// Stops first where it listens. Errors: Input (address, port or certificate; plain HTTP for loopback only).
    [[nodiscard]] Result<void> start(const Options &options);
    /// Ends what is being answered, within seconds.
    void stop();
    [[nodiscard]] bool isListening() const { return m_listener != nullptr; }
    [[nodiscard]] int port() const;
    /// Whether the last start() asked for this, however that went.
    [[nodiscard]] bool wasAskedFor(const Options &options) const { return m_asked == options; }

Q_SIGNALS:
    /// An event_callback wrapper that Slack signed, see readSlackEvent(); possibly one that was heard before.
    void heard(const QJsonObject &wrapper);

private:
    const Clock &m_clock;
    std::optional<Options> m_asked;
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace ledgercast
