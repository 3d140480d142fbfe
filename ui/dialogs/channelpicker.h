// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "ui/widgets/valuelistmodel.h"

#include <QDialog>

class QLineEdit;
class QListView;
class QPushButton;

namespace ledgercast {

class TextLabel;
class Theme;

/// One channel to choose.
struct ChannelItem
{
    Channel channel;

    bool operator==(const ChannelItem &) const = default;
    [[nodiscard]] QString note() const; ///< "archived", "private", "not a member"
    [[nodiscard]] QString accessibleText() const;
};

/// Asks for the channel to post to. Archived channels, and private ones without us, are shown but can't be chosen.
///
/// Object names: channelPicker, channelSearch, channelList, channelHint, channelChoose, channelCancel.
class ChannelPicker : public QDialog
{
    Q_OBJECT

public:
    /// verb: the button, "Replay 3".
    ChannelPicker(const Theme &theme, const QList<Channel> &channels, const QString &title, const QString &verb,
                  QWidget *parent = nullptr);

Q_SIGNALS:
    void channelChosen(const QString &channel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeList(const Theme &theme);
    void filter(const QString &text);
    void showCurrent();
    void choose();

    QList<Channel> m_channels;
    ValueListModel<ChannelItem> *m_model;
    QLineEdit *m_search;
    QListView *m_list;
    TextLabel *m_hint;
    QPushButton *m_choose = nullptr;
};

} // namespace ledgercast
