// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace ledgercast {

namespace {

constexpr int sortArrow = 15;

/// What drawHeaderLabel() takes to draw the whole title.
int headerWidth(const Theme &theme, const QStyleOption *option, const QWidget *widget)
{
    const auto *section = qstyleoption_cast<const QStyleOptionHeader *>(option);
    const auto *header = qobject_cast<const QHeaderView *>(widget);
    if (!section || !header)
        return 0;
    const bool isFirst = header->visualIndex(section->section) == 0;
    const bool isSorted = header->isSortIndicatorShown() && header->sortIndicatorSection() == section->section;
    return QFontMetrics(theme.font(TextStyle::Header)).horizontalAdvance(section->text) + 2 * metrics::cellPadding +
           (isFirst ? header->property("edgePadding").toInt() : 0) + (isSorted ? sortArrow : 0) + 2;
}

} // namespace

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty("buttonKind", static_cast<int>(kind));
    button->update();
}

void setShortcutHint(QWidget *widget, const QString &hint)
{
    widget->setProperty("shortcutHint", hint);
    widget->updateGeometry();
}

void setCompact(QWidget *widget)
{
    widget->setProperty("compact", true);
}

Style::Style(const Theme &theme) : QProxyStyle(QStringLiteral("Fusion")), m_theme(theme) {}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QTabBar *>(widget) || qobject_cast<QScrollBar *>(widget) || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return drawButtonPanel(option, painter, widget);
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return drawInputPanel(option, painter);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawCheckBox(option, painter, true);
    case PE_FrameFocusRect: // the ring is drawn around the control, see FocusRing
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
    case PE_FrameLineEdit:
    case PE_IndicatorHeaderArrow: // drawn with the label
        return;
    case PE_PanelMenuBar:
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, m_theme.color(Token::Surface));
        painter->fillRect(element == PE_PanelMenuBar
                              ? QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1)
                              : QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          m_theme.color(Token::Border));
        return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (option->state.testFlag(State_Selected))
            painter->fillRect(option->rect, m_theme.color(Token::Selection));
        else if (option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled))
            painter->fillRect(option->rect, m_theme.color(Token::Hover));
        return;
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: // without the arrow of a menu, which is part of the label
        return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        return drawButtonLabel(option, painter, widget);
    case CE_ToolButtonLabel:
        return drawToolButtonLabel(option, painter, widget);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeader(option, painter);
    case CE_HeaderLabel:
        return drawHeaderLabel(option, painter, widget);
    case CE_TabBarTabShape:
        return drawTab(option, painter);
    case CE_TabBarTabLabel:
        return drawTabLabel(option, painter);
    case CE_MenuBarItem:
        return drawMenuBarItem(option, painter);
    case CE_MenuBarEmptyArea:
        return drawPrimitive(PE_PanelMenuBar, option, painter, widget);
    case CE_Splitter:
        painter->fillRect(option->rect, m_theme.color(Token::Border));
        return;
    case CE_FocusFrame: {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
        const qreal inset = metrics::focusRing / 2.0;
        const qreal radius = metrics::controlRadius + metrics::focusGap + inset;
        painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), radius, radius);
        return;
    }
    case CE_ItemViewItem: {
        // Rows are selected in a pale colour, so their text keeps its own.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem copy(*item);
            copy.palette.setColor(QPalette::HighlightedText, copy.palette.color(QPalette::Text));
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        return drawComboBox(option, painter, widget);
    case CC_ScrollBar:
        return drawScrollBar(option, painter, widget);
    case CC_ToolButton:
        drawButtonPanel(option, painter, widget);
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            drawToolButtonLabel(button, painter, widget);
        return;
    default:
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                            const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !slider)
        return QProxyStyle::subControlRect(control, option, sub, widget);
    const bool horizontal = slider->orientation == Qt::Horizontal;
    const QRect all = slider->rect;
    const int length = horizontal ? all.width() : all.height();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    const int handle =
        range == 0 ? length
                   : std::max(24, static_cast<int>(qint64(slider->pageStep) * length / (range + slider->pageStep)));
    const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, length - handle,
                                              slider->upsideDown);
    const auto part = [&](int from, int size) {
        return horizontal ? QRect(all.left() + from, all.top(), size, all.height())
                          : QRect(all.left(), all.top() + from, all.width(), size);
    };
    switch (sub) {
    case SC_ScrollBarGroove:
        return all;
    case SC_ScrollBarSlider:
        return part(start, handle);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + handle, length - start - handle);
    default:
        return {};
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    const int height = widget && widget->property("compact").toBool() ? metrics::compactHeight : metrics::controlHeight;
    const auto hintWidth = [&] {
        const QString hint = widget ? widget->property("shortcutHint").toString() : QString();
        return hint.isEmpty() ? 0 : QFontMetrics(m_theme.font(TextStyle::Status)).horizontalAdvance(hint) + 10;
    };
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const int icon = button && !button->icon.isNull() ? 5 : 0;
        const int menu = button && button->features.testFlag(QStyleOptionButton::HasMenu) ? 4 : 0;
        const bool link = widget && widget->property("buttonKind").toInt() == static_cast<int>(ButtonKind::Link);
        return {contents.width() + (link ? 4 : 24) + icon + menu + hintWidth(),
                std::max(link ? contents.height() + 6 : height, contents.height() + 8)};
    }
    case CT_ToolButton: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (!button || button->text.isEmpty() || button->toolButtonStyle == Qt::ToolButtonIconOnly)
            return {std::max(size.width(), metrics::compactHeight), std::max(size.height(), metrics::compactHeight)};
        const bool menu = button->features.testFlag(QStyleOptionToolButton::HasMenu);
        return {contents.width() + 20 + (menu ? 18 : 0), std::max(height, contents.height() + 6)};
    }
    case CT_LineEdit:
        return {contents.width() + 16, std::max(height, contents.height() + 8)};
    case CT_ComboBox:
        return {contents.width() + 44, std::max(height, contents.height() + 8)};
    case CT_MenuBarItem:
        return {contents.width() + 18, std::max(27, contents.height() + 8)};
    case CT_MenuItem: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), std::max(size.height(), contents.height() > 8 ? 26 : size.height())};
    }
    case CT_HeaderSection: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {headerWidth(m_theme, option, widget), std::max(metrics::tableHeader, size.height())};
    }
    case CT_TabBarTab:
        return {contents.width(), std::max(34, contents.height())};
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_MessageBoxIconSize:
        return 32;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return metrics::focusGap + metrics::focusRing;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return metrics::iconSize;
    case PM_ToolBarIconSize:
        return metrics::iconSize;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_TabBarTabHSpace:
        return 22;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
        return 0;
    case PM_MenuBarHMargin:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_MessageBoxInformation:
        return m_theme.icon(Symbol::Info, Token::InfoMark);
    case SP_MessageBoxQuestion:
        return m_theme.icon(Symbol::Question, Token::InfoMark);
    case SP_MessageBoxWarning:
        return m_theme.icon(Symbol::Attention, Token::WarningMark);
    case SP_MessageBoxCritical:
        return m_theme.icon(Symbol::Failed, Token::DangerMark);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ToolButtonStyle:
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace ledgercast
