// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/message/messagedesign.h"
#include "core/message/template.h"

#include <QHash>
#include <QLocale>
#include <QTimeZone>
#include <QUrl>

#include <memory>
#include <optional>

namespace ledgercast {

/// What a message needs to know besides its change.
struct ComposeContext
{
    QString mention;                         ///< of the route, see mention.h; empty: the design's own
    QStringList costCentres;                 ///< that led to this channel; empty: the document's own
    QHash<QString, QString> costCentreNames; ///< code to name, as far as known
    QTimeZone timeZone = QTimeZone::utc();   ///< of the tenant, for the time in the context line
    QUrl recordLink = {};                    ///< the record in CloudSuite; https only, else left out
    /// Of the tenant, for numbers and the names of months; never the machine's, which would decide what is sent.
    QLocale locale = QLocale(QLocale::English, QLocale::UnitedStates);
    QStringList maskedFields = {}; ///< what the channel may not read: names of fields, "amount", "party"
    /// Slack ids of the record's own people, by the word for them: the only ones that such a word mentions.
    QHash<QString, QStringList> people = {};
};

/// What Slack receives: a JSON object with "text" and "blocks", byte for byte what is stored and posted.
struct Message
{
    QByteArray json;

    [[nodiscard]] QString text() const;
    friend bool operator==(const Message &, const Message &) = default;
};

/// How long the parts of a message are before they are shortened, in UTF-16 units, and how many there are.
struct MessageSize
{
    qsizetype headline = 0;
    qsizetype text = 0; ///< with the mention
    qsizetype fields = 0;
    qsizetype longestField = 0;
    qsizetype context = 0;
    qsizetype blocks = 0; ///< of the message and of its first reply, whichever has more
    qsizetype total = 0;  ///< of both, as composed

    friend bool operator==(const MessageSize &, const MessageSize &) = default;
};

/// Makes messages from changes. Pure: the same change and context give the same bytes. Whatever the input, a message
/// keeps Slack's limits. Use from one thread.
class Composer
{
public:
    /// The designs must hold one for "*".
    [[nodiscard]] static Result<Composer> create(const QList<MessageDesign> &designs);
    [[nodiscard]] static Result<Composer> builtIn();
    ~Composer();
    Composer(Composer &&) noexcept;
    Composer &operator=(Composer &&) noexcept;

    /// An exception is told by a design of its own, "exception", whatever its document is.
    [[nodiscard]] Message compose(const Change &change, const ComposeContext &context) const;
    /// The document's lines, for the first reply of the thread: up to 40, the rest summed up. None without lines.
    [[nodiscard]] std::optional<Message> composeDetail(const Change &change, const ComposeContext &context) const;
    /// What changed, old and new, for the thread. Mentions only when the status changed.
    [[nodiscard]] Message composeUpdate(const Change &change, const ComposeContext &context) const;
    /// For the place of the document's first message: what compose() says now, and what changed last and when, since
    /// Slack doesn't mark such an edit.
    [[nodiscard]] Message composeEdit(const Change &change, const ComposeContext &context) const;
    /// Why the design keeps such a change from being sent: "kind_off", "below_kind_minimum"; empty: it is sent.
    [[nodiscard]] QString whyNotSent(const Change &change) const;
    /// What becomes of a later change of the same document.
    [[nodiscard]] MessageDesign::Updates updatesOf(const Change &change) const;
    [[nodiscard]] MessageSize measure(const Change &change, const ComposeContext &context) const;
    /// What the texts of the change's design can name.
    [[nodiscard]] Values valuesOf(const Change &change, const ComposeContext &context) const;
    [[nodiscard]] Values lineValuesOf(const Change &change, const ComposeContext &context) const;

private:
    struct Design;
    Composer();
    [[nodiscard]] const Design &designFor(const Change &change) const;
    [[nodiscard]] Message card(const Change &change, const ComposeContext &context, bool isEdit) const;

    QHash<QString, std::shared_ptr<const Design>> m_designs;
};

} // namespace ledgercast
