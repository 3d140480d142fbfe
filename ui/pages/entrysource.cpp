// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entrytabs.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTreeWidget>

namespace ledgercast {

namespace {

constexpr int nameWidth = 150;
constexpr int rowHeight = 24;
constexpr int shortChecksum = 16;

QTreeWidgetItem *item(const QString &name, const QString &value)
{
    auto *item = new QTreeWidgetItem({name, value});
    item->setSizeHint(0, {0, rowHeight});
    item->setToolTip(1, value);
    return item;
}

void addJson(QTreeWidgetItem *parent, const QString &name, const QJsonValue &value)
{
    if (value.isObject()) {
        QTreeWidgetItem *group = name.isEmpty() ? parent : item(name, {});
        const QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field)
            addJson(group, field.key(), field.value());
        if (group != parent)
            parent->addChild(group);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            addJson(parent, name + u' ' + QString::number(i + 1), array.at(i));
    } else {
        parent->addChild(item(name, value.toVariant().toString()));
    }
}

QString pretty(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return QString::fromUtf8(document.isNull() ? json : document.toJson());
}

} // namespace

SourceTab::SourceTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget)
    , m_json(new QPlainTextEdit)
    , m_stack(new QStackedWidget)
    , m_toggle(new QPushButton(tr("Show JSON")))
    , m_checksum(new TextLabel(theme, TextStyle::Code, Token::Muted))
{
    setObjectName(QStringLiteral("sourceTab"));
    m_tree->setObjectName(QStringLiteral("sourceTree"));
    m_tree->setAccessibleName(tr("Record as read"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderLabels({tr("Field"), tr("Value")});
    m_tree->header()->resizeSection(0, nameWidth);
    m_tree->header()->setStretchLastSection(true);
    m_json->setObjectName(QStringLiteral("sourceJson"));
    m_json->setAccessibleName(tr("Record as JSON"));
    m_json->setReadOnly(true);
    m_json->setFrameShape(QFrame::NoFrame);
    m_json->setFont(theme.font(TextStyle::Code));
    m_json->setTabChangesFocus(true);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_json);
    m_toggle->setObjectName(QStringLiteral("sourceAsJson"));
    setCompact(m_toggle);
    auto *copy = new QPushButton(theme.icon(Symbol::Copy), tr("Copy JSON"));
    copy->setObjectName(QStringLiteral("copySource"));
    setCompact(copy);
    m_checksum->setObjectName(QStringLiteral("entryChecksum"));
    m_checksum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(18, 0, 18, 14);
    foot->addWidget(m_toggle);
    foot->addWidget(copy);
    foot->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_stack, 1);
    m_checksum->setContentsMargins(18, 0, 18, 0);
    column->addWidget(m_checksum);
    column->addLayout(foot);
    connect(m_toggle, &QPushButton::clicked, this, &SourceTab::toggle);
    connect(copy, &QPushButton::clicked, this, &SourceTab::copy);
}

void SourceTab::setDetail(const EntryDetail &detail)
{
    m_tree->clear();
    QTreeWidgetItem *read = item(tr("As read"), {});
    addJson(read, {},
            QJsonDocument::fromJson(detail.source).isArray()
                ? QJsonValue(QJsonDocument::fromJson(detail.source).array())
                : QJsonValue(QJsonDocument::fromJson(detail.source).object()));
    QTreeWidgetItem *fields = item(tr("Understood as"), {});
    const Fields &values = detail.change.document.fields;
    for (auto field = values.cbegin(); field != values.cend(); ++field)
        fields->addChild(item(field.key(), field.value()));
    m_tree->addTopLevelItems({read, fields});
    for (int line = 0; line < detail.change.document.lines.size(); ++line) {
        QTreeWidgetItem *group = item(tr("Line %1").arg(line + 1), {});
        const Fields &cells = detail.change.document.lines.at(line);
        for (auto field = cells.cbegin(); field != cells.cend(); ++field)
            group->addChild(item(field.key(), field.value()));
        m_tree->addTopLevelItem(group);
    }
    read->setExpanded(true);
    fields->setExpanded(true);
    m_json->setPlainText(pretty(detail.source));
    const QString checksum = QString::fromLatin1(detail.change.fingerprint.toHex());
    m_checksum->setText(tr("Entry %1 · %2…").arg(format::count(detail.row.id), checksum.left(shortChecksum)));
    m_checksum->setToolTip(tr("SHA-256 of the content: %1").arg(checksum));
}

void SourceTab::toggle()
{
    const bool isJson = m_stack->currentWidget() == m_tree;
    m_stack->setCurrentIndex(isJson ? 1 : 0);
    m_toggle->setText(isJson ? tr("Show fields") : tr("Show JSON"));
}

void SourceTab::copy()
{
    QGuiApplication::clipboard()->setText(m_json->toPlainText());
    Q_EMIT notice(tr("Copied the record as JSON."));
}

} // namespace ledgercast
