// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/planner.h"

#include "core/matching/matchtopics.h"

#include <QJsonDocument>

namespace ledgercast {

QDate PlanContext::today() const
{
    return toDateTime(now).toTimeZone(timeZone).date();
}

namespace planner {

namespace {

/// What stands in the place of a record as it was read: nobody read this one.
QByteArray sourceOf(const Finding &finding)
{
    QJsonObject json = toJson(finding);
    json.insert(QStringLiteral("origin"), findingOrigin());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// The documents of the topics as they are once the plan is committed.
class TopicDocuments
{
public:
    TopicDocuments(const Plan &plan, const PlanContext &context) : m_documents(context.topics.documents)
    {
        for (const KnownTopics::Part &part : context.topics.parts)
            m_names[part.topic] << KnownTopics::documentName(part.type, part.key);
        for (const PlannedChange &planned : plan.changes)
            take(planned, context);
    }

    [[nodiscard]] QList<Document> of(const QString &topic)
    {
        QList<Document> documents;
        for (const QString &name : m_names.value(topic)) {
            if (const auto document = parsed(name))
                documents << *document;
        }
        return documents;
    }
    [[nodiscard]] std::optional<Document> document(const Finding &finding)
    {
        return parsed(KnownTopics::documentName(finding.subjectType, finding.subject));
    }
    [[nodiscard]] KnownDocument &known(const Finding &finding)
    {
        return m_documents[KnownTopics::documentName(finding.subjectType, finding.subject)];
    }
    /// Whether all that is new in the topic was known before the feed's start.
    [[nodiscard]] bool isOldNews(const QString &topic) const
    {
        return m_isTouched.contains(topic) && !m_hasNews.contains(topic);
    }

private:
    void take(const PlannedChange &planned, const PlanContext &context)
    {
        const Change &change = planned.change;
        const QString name = KnownTopics::documentName(change.document.type, change.document.key);
        KnownDocument &known = m_documents[name];
        if (known.version == 0)
            known.threads = context.known.value(change.document.key).threads;
        known.version = change.version;
        known.fingerprint = change.fingerprint;
        known.content = change.content;
        m_parsed.remove(name);
        for (const Delivery &delivery : planned.deliveries) {
            if (delivery.role == DeliveryRole::Main)
                known.threads.insert(delivery.channel, delivery.id);
        }
        for (const QString &topic : planned.leftTopics)
            m_names[topic].removeAll(name);
        for (const QString &topic : planned.topics) {
            if (QStringList &names = m_names[topic]; !names.contains(name))
                names << name;
        }
        for (const QString &topic : planned.topics + planned.leftTopics) {
            m_isTouched.insert(topic);
            if (change.kind != ChangeKind::Known)
                m_hasNews.insert(topic);
        }
    }
    [[nodiscard]] std::optional<Document> parsed(const QString &name)
    {
        auto found = m_parsed.constFind(name);
        if (found == m_parsed.constEnd())
            found = m_parsed.insert(name, Document::fromJson(m_documents.value(name).content));
        return *found;
    }

    QHash<QString, KnownDocument> m_documents;
    QHash<QString, QStringList> m_names; ///< of the documents, by topic
    QHash<QString, std::optional<Document>> m_parsed;
    QSet<QString> m_isTouched;
    QSet<QString> m_hasNews;
};

/// A finding makes a version of its document with the same content. None where the document isn't known (any more).
bool addException(Plan &plan, TopicDocuments &documents, const OpenFinding &found, ChangeKind kind,
                  const PlanContext &context)
{
    auto document = documents.document(found.finding);
    if (!document)
        return false;
    KnownDocument &known = documents.known(found.finding);
    document->source = sourceOf(found.finding);
    Change change{kind, ++known.version, *document, known.fingerprint, {}, context.now, known.content, found.finding};
    PlannedChange planned = found.isQuiet ? PlannedChange{withMappedCostCentres(change, context), {}, {}, {}, {}}
                                          : decide(change, known.threads, context);
    planned.isQuiet = found.isQuiet;
    for (const Delivery &delivery : planned.deliveries) {
        if (delivery.role == DeliveryRole::Main)
            known.threads.insert(delivery.channel, delivery.id);
    }
    plan.changes.append(planned);
    return true;
}

TopicState compareTopic(Plan &plan, TopicDocuments &documents, const QString &topic, const PlanContext &context)
{
    const QList<OpenFinding> earlier = context.topics.open.value(topic);
    const auto outcome = matchtopics::compare(topic, documents.of(topic), *context.matchRules, context.today());
    TopicState state{topic, {}, outcome.next};
    QSet<QString> still;
    for (const Finding &finding : outcome.findings) {
        still.insert(finding.id);
        const auto before = std::find_if(earlier.begin(), earlier.end(),
                                         [&](const OpenFinding &open) { return open.finding.id == finding.id; });
        // The same with other numbers is the same: nobody is told again, but whoever looks finds them.
        OpenFinding found{finding, before == earlier.end() ? documents.isOldNews(topic) : before->isQuiet};
        if (before != earlier.end() || addException(plan, documents, found, ChangeKind::ExceptionRaised, context))
            state.open.append(found);
    }
    for (OpenFinding open : earlier) {
        if (still.contains(open.finding.id))
            continue;
        open.isQuiet = open.isQuiet || outcome.endsQuietly.contains(open.finding.id);
        addException(plan, documents, open, ChangeKind::ExceptionCleared, context);
    }
    return state;
}

} // namespace

QStringList topicsOf(const Plan &plan)
{
    QStringList topics;
    QSet<QString> seen;
    for (const PlannedChange &planned : plan.changes) {
        for (const QString &topic : planned.topics + planned.leftTopics) {
            if (!seen.contains(topic)) {
                seen.insert(topic);
                topics << topic;
            }
        }
    }
    return topics;
}

void addFindings(Plan &plan, const QStringList &topics, const PlanContext &context)
{
    TopicDocuments documents(plan, context);
    for (const QString &topic : topics)
        plan.topics.append(compareTopic(plan, documents, topic, context));
}

} // namespace planner

} // namespace ledgercast
