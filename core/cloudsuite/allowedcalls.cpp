// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/allowedcalls.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ledgercast::allowedcalls {

namespace {

struct AllowedCall
{
    const char *program;
    const char *transaction;
};

// PRODUCT, promise 4: the ERP is only ever read. These change nothing; whatever isn't here can't be called.
constexpr std::array allowed{
    AllowedCall{"APS200MI", "GetInvTotInfo"},  AllowedCall{"APS200MI", "GetInvoice"},
    AllowedCall{"APS200MI", "GetUniqueKey"},   AllowedCall{"CRS620MI", "GetBasicData"},
    AllowedCall{"CRS620MI", "LstSuppliers"},   AllowedCall{"CRS630MI", "LstAccountID"},
    AllowedCall{"CRS650MI", "LstByCode"},      AllowedCall{"EXPORTMI", "LstFields"},
    AllowedCall{"EXPORTMI", "Select"},         AllowedCall{"GENERAL", "GetUserInfo"},
    AllowedCall{"GLS200MI", "GetVoucherHead"}, AllowedCall{"GLS200MI", "LstVoucherLines"},
    AllowedCall{"MNS100MI", "LstDivisions"},   AllowedCall{"MRS001MI", "LstAdtFieldInf"},
    AllowedCall{"PPS200MI", "GetHead"},        AllowedCall{"PPS200MI", "GetLine"},
    AllowedCall{"PPS200MI", "LstLine"},        AllowedCall{"PPS200MI", "LstLineTrans"},
};

bool matches(const char *pattern, const QString &text)
{
    return QRegularExpression(QLatin1String(pattern)).match(text).hasMatch();
}

bool isM3(const Request &request)
{
    const QString path = QStringLiteral("M3/m3api-rest/v2/execute");
    const bool isBulk = request.verb == "POST" && request.path == path;
    const bool isSingle = request.verb == "GET" && request.transactions.size() == 1 &&
                          request.path == path + u'/' + request.program + u'/' + request.transactions.first();
    return (isBulk || isSingle) && !request.transactions.isEmpty() &&
           std::all_of(request.transactions.begin(), request.transactions.end(),
                       [&](const QString &transaction) { return isAllowedInM3(request.program, transaction); });
}

bool isList(const Request &request)
{
    return request.verb == "GET" && request.body.isEmpty() &&
           (matches("\\AFSM/[A-Za-z0-9_]+/soap/classes/[A-Za-z0-9_]+/lists/_generic\\z", request.path) ||
            matches("\\ACSI/IDORequestService/ido/load/[A-Za-z0-9_]+\\z", request.path) ||
            matches("\\ALN/lnapi/odata/[A-Za-z0-9_.]+/[A-Za-z0-9_]+\\z", request.path));
}

bool isCompass(const Request &request)
{
    static const QString jobs = QStringLiteral("DATAFABRIC/compass/v2/jobs/");
    if (request.verb == "POST")
        return request.path == jobs && request.body.startsWith("SELECT ") && !request.body.contains(';');
    return request.verb == "GET" &&
           matches("\\ADATAFABRIC/compass/v2/jobs/[A-Za-z0-9-]+/(status|result)/\\z", request.path);
}

} // namespace

QStringList ofM3()
{
    QStringList calls;
    for (const AllowedCall &call : allowed)
        calls.append(QString::fromLatin1(call.program) + u'/' + QString::fromLatin1(call.transaction));
    calls.append(QStringLiteral("CMS100MI/Lst*"));
    calls.sort();
    return calls;
}

bool isAllowedInM3(const QString &program, const QString &transaction)
{
    // Lists that a tenant's administrator defines over its own tables; CMS100MI has nothing that writes.
    if (program == u"CMS100MI")
        return matches("\\ALst[A-Za-z0-9_]{1,20}\\z", transaction);
    return std::any_of(allowed.begin(), allowed.end(), [&](const AllowedCall &call) {
        return program == QLatin1String(call.program) && transaction == QLatin1String(call.transaction);
    });
}

bool isAllowed(const Request &request)
{
    return isM3(request) || isList(request) || isCompass(request);
}

} // namespace ledgercast::allowedcalls
