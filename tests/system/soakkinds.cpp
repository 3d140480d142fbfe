// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakkinds.h"

namespace ledgercast::test {

namespace {

std::vector<SoakCell> codeCells()
{
    return {{"name", "TX40"},
            {"blocked", "LCCD", As::Flag},
            {"valid_from", "VFDT", As::Day},
            {"valid_to", "VTDT", As::Day},
            {"responsible", "RESP"}};
}

} // namespace

const std::vector<SoakWitness::Kind> &SoakWitness::kinds()
{
    static const SoakKey orderKey{"CONO", "PUNO"};
    static const SoakKey receiptKey{"CONO", "PUNO", "REPN"};
    static const SoakKey batchKey{"CONO", "DIVI", "INBN"};
    static const SoakKey paymentKey{"CONO", "DIVI", "YEA4", "VSER", "VONO", "SPYN"};
    static const SoakKey voucherKey{"CONO", "DIVI", "YEA4", "VSER", "VONO"};
    static const SoakKey supplierKey{"CONO", "SUNO"};
    static const SoakKey accountKey{"CONO", "DIVI", "AITM"};
    static const std::vector<Kind> kinds{
        {"purchase_order",
         "MPHEAD",
         {},
         orderKey,
         {{"supplier", "SUNO"},
          {"order_date", "PUDT", As::Day},
          {"buyer", "BUYE"},
          {"lowest_status", "PUSL", As::Number},
          {"highest_status", "PUST", As::Number}},
         {{"MPLINE",
           {},
           orderKey,
           {{"line", "PNLI", As::Number},
            {"ordered", "ORQA", As::Number},
            {"received", "RVQA", As::Number},
            {"invoiced", "IVQA", As::Number},
            {"price", "PUPR", As::Number},
            {"confirmed_price", "CPPR", As::Number},
            {"amount", "LNAM", As::Number},
            {"status", "PUSL", As::Number}}}}},
        {"goods_receipt",
         "MPLIND",
         {},
         receiptKey,
         {{"supplier", "SUNO"}, {"received_on", "TRDT", As::Day}, {"delivery_note", "SUDO"}},
         {{"MPLIND", {}, receiptKey, {{"line", "PNLI", As::Number}, {"received", "RPQA", As::Number}}}}},
        {"pending_invoice",
         "FAPIBH",
         {},
         batchKey,
         {{"supplier", "SUNO"},
          {"purchase_order", "PUNO"},
          {"invoice_date", "IVDT", As::Day},
          {"vat_amount", "VTAM", As::Number},
          {"head_errors", "IBHE", As::Flag},
          {"line_errors", "IBLE", As::Flag},
          {"process_status", "SUPA", As::Number}},
         {{"FAPIBL",
           {},
           batchKey,
           {{"line", "TRNO", As::Number},
            {"quantity", "IVQA", As::Number},
            {"price", "NEPR", As::Number},
            {"amount", "NLAM", As::Number}}}}},
        {"supplier_invoice",
         "FPLEDG",
         {{"TRCD", "40"}},
         {"CONO", "DIVI", "SPYN", "SUNO", "SINO", "INYR"},
         {{"invoice_date", "IVDT", As::Day},
          {"due_date", "DUDT", As::Day},
          {"accounting_date", "ACDT", As::Day},
          {"vat_amount", "VTAM", As::Number},
          {"voucher", "VONO", As::Number},
          {"approved", "APRV", As::Flag},
          {"approver", "APCD"},
          {"payment_stopped", "IVBL", As::Flag},
          {"status", "PYST", As::Paid}}},
        {"payment",
         "FPLEDG",
         {{"TRCD", "50"}},
         paymentKey,
         {{"paid_on", "ACDT", As::Day}},
         {{"FPLEDG", {{"TRCD", "50"}}, paymentKey, {{"invoice", "SINO"}, {"amount", "CUAM", As::Size}}}}},
        {"voucher",
         "FGLEDG",
         {},
         voucherKey,
         {{"accounting_date", "ACDT", As::Day}},
         {{"FGLEDG",
           {},
           voucherKey,
           {{"line", "JSNO", As::Number},
            {"account", "AIT1"},
            {"cost_centre", "AIT2"},
            {"amount", "CUAM", As::Number}}}}},
        {"supplier",
         "CIDMAS",
         {},
         supplierKey,
         {{"name", "SUNM"}, {"country", "CSCD"}, {"vat_number", "VRNO"}},
         {{"CIDVEN",
           {},
           supplierKey,
           {{"currency", "CUCD"}, {"payment_terms", "TEPY"}, {"payment_method", "PYME"}},
           true},
          {"CBANAC",
           {{"BKTP", "3"}},
           {"CONO", "ACHO"},
           {{"bank", "BKID"}, {"bank_account", "IBAN", As::End}, {"bank_account_number", "BAF3", As::End}}}}},
        {"customer",
         "OCUSMA",
         {},
         {"CONO", "CUNO"},
         {{"name", "CUNM"}, {"payment_terms", "TEPY"}, {"credit_limit", "CRLM", As::Number}}},
        {"item", "MITMAS", {}, {"CONO", "ITNO"}, {{"name", "ITDS"}, {"item_group", "ITGR"}, {"responsible", "RESP"}}},
        {"account", "FCHACC", {{"AITP", "1"}}, accountKey, codeCells()},
        {"cost_centre", "FCHACC", {{"AITP", "2"}}, accountKey, codeCells()},
        {"dimension", "FCHACC", {{"AITP", "!1"}, {"AITP", "!2"}}, {"CONO", "DIVI", "AITP", "AITM"}, codeCells()},
        {"division", "CMNDIV", {}, {"CONO", "DIVI"}, {{"name", "CONM"}, {"local_currency", "LOCD"}}},
        {"currency", "CSYTAB", {{"STCO", "CUCD"}}, {"CONO", "DIVI", "STKY", "LNCD"}, {{"name", "TX40"}}},
        {"exchange_rate",
         "CCURRA",
         {},
         {"CONO", "DIVI", "CUCD", "CRTP", "CUTD"},
         {{"rate", "ARAT", As::Number}, {"valid_from", "CUTD", As::Day}}},
        {"authorized_user",
         "APUSER",
         {},
         {"CONO", "DIVI", "APCD"},
         {{"name", "TX40"}, {"approval_limit", "ALAM", As::Number}}},
    };
    return kinds;
}

} // namespace ledgercast::test
