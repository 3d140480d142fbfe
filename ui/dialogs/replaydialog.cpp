// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/replaydialog.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>

namespace ledgercast {

namespace {

constexpr QSize usualSize(880, 620);

QString titleOf(const ReplayPreview &preview)
{
    const auto count = static_cast<int>(preview.entryIds.size());
    return count == 1 ? ReplayDialog::tr("Replay 1 post?")
                      : ReplayDialog::tr("Replay %1 posts?").arg(format::count(count));
}

QString helpOf(const ReplayPreview &preview)
{
    const auto count = static_cast<int>(preview.changes.size());
    if (count == 0)
        return ReplayDialog::tr(
            "Composed today, it would say the same as when it was recorded. To have it say something "
            "else, change its design on the Messages page first.");
    return count == 1 ? ReplayDialog::tr("What one of the messages says would be another today: its design, a name or "
                                         "what the channel may read has changed since it was recorded.")
                      : ReplayDialog::tr("What %1 of the messages say would be another today: their design, a name or "
                                         "what the channel may read has changed since they were recorded.")
                            .arg(format::count(count));
}

SlackMessageView viewOf(const ReplayChange &change, const QByteArray &message)
{
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    SlackMessageView view;
    view.channel = u'#' + change.channel;
    view.text = object.value(u"text").toString();
    view.blocks = object.value(u"blocks").toArray();
    return view;
}

QString lineOf(const ReplayChange &change)
{
    const QString text = QJsonDocument::fromJson(change.anew).object().value(u"text").toString();
    return QStringLiteral("#%1: %2").arg(change.channel, text.simplified());
}

} // namespace

ReplayDialog::ReplayDialog(const Theme &theme, const ReplayPreview &preview, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_preview(preview)
    , m_entry(new QComboBox)
    , m_asRecorded(new QRadioButton(tr("As it was recorded")))
    , m_anew(new QRadioButton(tr("With today's design")))
    , m_before(new SlackPreview(theme))
    , m_after(new SlackPreview(theme))
{
    setObjectName(QStringLiteral("replayDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(preview));
    if (!preview.changes.isEmpty())
        resize(usualSize);
    auto *help = new TextLabel(theme, TextStyle::Body, Token::TextSecondary, helpOf(preview));
    help->setWordWrap(true);
    m_entry->setObjectName(QStringLiteral("replayEntry"));
    m_entry->setAccessibleName(tr("Message to compare"));
    m_entry->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const ReplayChange &change : preview.changes)
        m_entry->addItem(lineOf(change));
    m_entry->setVisible(preview.changes.size() > 1);
    m_asRecorded->setObjectName(QStringLiteral("replayAsRecorded"));
    m_anew->setObjectName(QStringLiteral("replayAnew"));
    m_anew->setChecked(true); // who changes a design and then replays wants that
    m_before->setAccessibleName(m_asRecorded->text());
    m_after->setAccessibleName(m_anew->text());
    auto *both = new QWidget;
    both->setVisible(!preview.changes.isEmpty());
    auto *sides = new QHBoxLayout(both);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(12);
    sides->addWidget(makeSide(m_asRecorded, m_before), 1);
    sides->addWidget(makeSide(m_anew, m_after), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    const auto count = preview.entryIds.size();
    QPushButton *give = buttons->addButton(count == 1 ? tr("Replay") : tr("Replay %1").arg(format::count(count)),
                                           QDialogButtonBox::AcceptRole);
    give->setObjectName(QStringLiteral("replayGive"));
    give->setDefault(true);
    setButtonKind(give, ButtonKind::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, windowTitle()));
    column->addWidget(help);
    column->addWidget(m_entry);
    column->addWidget(both, 1);
    column->addWidget(buttons);
    // They stand in two columns, and exclude each other all the same.
    connect(m_asRecorded, &QRadioButton::toggled, this, [this](bool isOn) { m_anew->setChecked(!isOn); });
    connect(m_anew, &QRadioButton::toggled, this, [this](bool isOn) { m_asRecorded->setChecked(!isOn); });
    connect(m_entry, &QComboBox::currentIndexChanged, this, &ReplayDialog::showChange);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT replayWanted(m_anew->isChecked());
    });
    showChange(0);
}

QWidget *ReplayDialog::makeSide(QRadioButton *choice, SlackPreview *preview)
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    choice->setAutoExclusive(false);
    column->addWidget(choice);
    column->addWidget(preview, 1);
    return side;
}

void ReplayDialog::showChange(int index)
{
    if (index < 0 || index >= m_preview.changes.size())
        return;
    const ReplayChange &change = m_preview.changes.at(index);
    slackdoc::Reader reader;
    reader.now = QDateTime::currentDateTime();
    for (auto [preview, message] : {std::pair(m_before, change.stored), std::pair(m_after, change.anew)}) {
        preview->setReader(reader);
        preview->setSlackDark(m_theme.isDark());
        preview->setMessage(viewOf(change, message));
    }
}

} // namespace ledgercast
