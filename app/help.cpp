// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help.h"

#include <QMap>

namespace ledgercast::help {

namespace {

const char *const console = R"(Ledgercast : finance activity of Infor CloudSuite, recorded and posted to Slack.

  ledgercast [--profile-dir DIR] [--minimized] [FILE.ionapi]   the console
  ledgercast --demo [--healthy]                the console on a fresh sandbox
  ledgercast demo                              the same main job without a screen
  ledgercast import FILE                       read a .ionapi; secrets go to the keychain
  ledgercast tenants list | remove TI          which tenants are read side by side
  ledgercast connections test                  try every step and every feed
  ledgercast slack connect --token-stdin       bot token from standard input
  ledgercast slack sign-in --client-secret-stdin   the same by OAuth, in a browser
  ledgercast slack channels                    channels the bot can see
  ledgercast slack events --token-stdin        hear of reactions, deleted messages, changed channels
  ledgercast slack manifest                    the settings of the Slack app
  ledgercast feeds list | try FEED             which sources there are; a look at one
  ledgercast routes import FILE.csv | export | coverage
  ledgercast tolerances import FILE.csv | export
  ledgercast mapping import FILE.csv | export  cost centres of records that name none
  ledgercast guard import FILE.csv | export    what may be posted where
  ledgercast people import FILE.csv | export   who people of the ERP are in Slack
  ledgercast reference post                    lists of suppliers, accounts, cost centres as files in a channel
  ledgercast settings get KEY | set KEY VALUE | list
  ledgercast sync --once                       one pass: read, record, deliver until settled
  ledgercast reconcile --feed F --from DATE --to DATE   is everything recorded that changed?
  ledgercast backfill --from DATE --record | --digest   what happened before Ledgercast was there
  ledgercast run                               headless service, until SIGTERM
  ledgercast status                            how things stand
  ledgercast audit list | show ID | export FILE | verify
  ledgercast replay ID... | --failed           post entries again
  ledgercast mute #CHANNEL | TYPE --for 2h     hold messages for a while, then post them together

Every command takes --profile-dir DIR and --help; most take --json (one JSON object on standard output).
Exit codes: 0 done, 1 internal error, 2 usage, 3 done but something needs a person (failed, unconfirmed, unrouted),
4 CloudSuite or Slack not reachable, 5 input refused, 6 keychain not available.
)";

const QMap<QString, const char *> &texts()
{
    static const QMap<QString, const char *> all{
        {QStringLiteral("import"), R"(ledgercast import FILE [--tenant TI] [--base-url URL] [--json]

Reads a .ionapi file. Its secrets go to the system keychain, the file itself is not kept. Files with the client
credentials grant may not name the tenant or the API host: give them with --tenant and --base-url. A file of a tenant
that is read already replaces its credentials; a file of another tenant adds that one, and both are read.)"},
        {QStringLiteral("tenants"), R"(ledgercast tenants list [--json]
ledgercast tenants remove TI

Tenants are added by import, read side by side, and share rules, messages and channels. Each has its own cloudsuite.*
and feeds.* settings: ledgercast settings --tenant TI. remove forgets a tenant's credentials and settings and reads it
no longer; what is recorded of it stays.)"},
        {QStringLiteral("connections"), R"(ledgercast connections test [--json]

Tries the tenant step by step (host, secure connection, token, company, one read per feed) and Slack, and says in
words what is missing and who can grant it.)"},
        {QStringLiteral("slack"), R"(ledgercast slack connect --token-stdin [--api-url URL]
ledgercast slack sign-in [--client-id ID] --client-secret-stdin [--port N] [--api-url URL]
ledgercast slack channels [--json]
ledgercast slack events --token-stdin | --signing-secret-stdin | --off
ledgercast slack manifest [--events] [--people] [--files] [--oauth [--port N]]

connect reads a bot token (xoxb-...) from standard input, checks it with Slack and keeps it in the system keychain:
    secret-tool lookup slack ledgercast | ledgercast slack connect --token-stdin
sign-in gets a bot token by OAuth with the client ID and the client secret of your own Slack app; the secret is the first
line of standard input. It prints the address to open in a browser, and waits for the answer at
https://localhost:PORT/slack/oauth (47823, see slack.sign_in_port), which the app has to register as its redirect URL.
The browser warns of the certificate there, which was made on the spot; or paste the address that the browser was sent
to as a further line. It ends after ten minutes. Tokens that end are renewed; only then is the client secret kept.
channels lists the channels that the bot can see.
events reads an app-level token (xapp-..., scope connections:write) from standard input. With it, run and the console
hear from Slack through Socket Mode: who put an emoji under a message is recorded as an acknowledgement, a deleted
message is noted on its entry, and changed channels are looked at at once. Without Socket Mode, the app's signing
secret makes Ledgercast take signed requests at slack.events_port, path /slack/events. --off ends both.
manifest prints the settings of the Slack app, for its App Manifest page; --events: with those that events need;
--people: with the scopes that looking people up by e-mail address needs; --files: with the one for sending files;
--oauth: with the redirect URL that sign-in needs.)"},
        {QStringLiteral("feeds"), R"(ledgercast feeds list [--tenant TI] [--json]
ledgercast feeds try FEED [--rows N] [--tenant TI] [--json]

list shows the feeds of the tenant's product (settings set cloudsuite.product m3, fsm, csi or ln), with those of the
JSON files in the profile's folder catalog. try reads the first rows of one feed (3, at most 100) and shows what each
column becomes, what is not used, and what can't be read, with its place in the catalogue; it records nothing.)"},
        {QStringLiteral("routes"), R"(ledgercast routes import FILE.csv
ledgercast routes export
ledgercast routes coverage [--json]

The rules that send changes to channels, as CSV with the header
    priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,delivery
Lists use ';', ranges 4100-4199, patterns 51*; delivery is immediate or digest: one message at
slack.digest_times (see settings). exceptions: price_variance, quantity_mismatch, missing_receipt, not_comparable,
likely_duplicate, due_soon, overdue, discount_ending or * for a rule that takes only those; empty takes every change,
exceptions too, but for the last three: reminders go out where a rule names them. mention is a Slack id (U012AB3CD, a
group S012AB3CD), here, or somebody of the record: approver, buyer, responsible or cost_centre_owner, who are called
where ledgercast people knows them. The lowest priority that matches a
cost centre wins. Lines that can't be read are named, and then nothing is imported. After an import, entries that
waited for a rule are queued. coverage shows the deciding rule for every cost centre, and which channels
can't be posted to. FILE - reads standard input.)"},
        {QStringLiteral("tolerances"), R"(ledgercast tolerances import FILE.csv
ledgercast tolerances export

How far an invoice may be off before it is an exception, as CSV with the header
    company,supplier,currency,price_percent,price_cap,quantity_percent,quantity_cap,grace_days
An empty company, supplier or currency is any. The most specific row wins, supplier before company before currency;
what no row says is 1 % in price and quantity and three days. A cap is an amount for the order line in its currency;
within the percentage and the cap is within. grace_days: from an invoice until its missing receipt counts. Open
exceptions that are within new tolerances are cleared with the next pass. FILE - reads standard input.)"},
        {QStringLiteral("mapping"), R"(ledgercast mapping import FILE.csv
ledgercast mapping export

Which cost centre a record belongs to that names none itself, as CSV with the header
    by,value,company,division,cost_centre
by is warehouse, facility, buyer, requester, item_group or supplier; they are asked in this order, for each line of an
order, else for the record. value is one of them (110), a range (100-199) or a pattern (N10*). company and division may
be empty or left out; a row for the company goes before one for any. Lines that can't be read are named, and then
nothing is imported. After an import, entries that wait for a rule are looked at again: what has a cost centre with a
rule now is queued. What was posted already stays as it is. FILE - reads standard input.)"},
        {QStringLiteral("guard"), R"(ledgercast guard import FILE.csv
ledgercast guard export

Which channels may be posted to, and what is hidden from them, as CSV with the header
    channel,allowed,masked_fields
channel is a name, external (shared with another organisation), public (everyone in the workspace can read it) or *.
A channel's own row goes before external, that before public, that before *; rows don't add up. allowed is yes or no.
Without rows every channel is allowed but the external ones; with rows, only what they allow: a last row *,yes, leaves
the others as they are. * opens no external channel: that takes external or its own row. masked_fields, separated by
';', come out as bullets in every message to that channel: names of fields as the Source tab of an entry has them
(due_date), amount (every sum of money) or party (supplier, customer or payee). What an exception compares is hidden with
any of them. Posts to a channel that isn't allowed are held; they go out when a rule leads elsewhere or the guard allows
the channel. What waits is decided and composed again after an import; what was posted stays. FILE - reads standard
input.)"},
        {QStringLiteral("people"), R"(ledgercast people import FILE.csv
ledgercast people export

Who people of the ERP are in Slack, as CSV with the header
    person,slack
person is the user id that records name as their approver, buyer or responsible, or an e-mail address; upper and lower
case are the same. slack is a Slack member id (U012AB3CD), the id of a user group (S012AB3CD), or the e-mail address of a
Slack account: that one is looked up in Slack, at most once a day, which needs the scopes users:read and
users:read.email (ledgercast slack manifest --people). Rules and message designs whose mention is approver, buyer,
responsible or cost_centre_owner (the one responsible for the record's cost centre) call whom this table knows; nobody is
called for the others, and the message still names them. A person that the channel guard hides from a channel isn't
called there. Lines that can't be read are named, and then nothing is imported. FILE - reads standard input.)"},
        {QStringLiteral("reference"), R"(ledgercast reference post [--json]

Sends current lists of master data as CSV files to the channel slack.reference_channel: those that slack.reference_lists
names (suppliers;accounts;cost_centres) and that changed since they were sent last. The file before is deleted once the
new one is in. With a channel set, sync, run and the console do the same once a day after a read. The app needs the
scope files:write (ledgercast slack manifest --files). Columns that the channel guard masks are left out; bank details are
never in a list. If Ledgercast is stopped while a file is sent, the next time deletes it first.)"},
        {QStringLiteral("settings"), R"(ledgercast settings list [--tenant TI] [--json]
ledgercast settings get KEY [--tenant TI]
ledgercast settings set KEY VALUE [--tenant TI]

For example: ledgercast settings set cloudsuite.requests_per_minute 300
Each tenant has its own cloudsuite.* and feeds.* settings, except for the addresses of records (cloudsuite.link_*).
Without --tenant they are those of the first.)"},
        {QStringLiteral("sync"), R"(ledgercast sync --once [--feeds a,b] [--tenant TI] [--dry-run] [--json]

One pass: reads all (or the named) feeds of all tenants (or the named one), records what is new or changed, and
delivers until nothing is left that can be sent now. --dry-run records and decides, but posts nothing: its deliveries
are held.)"},
        {QStringLiteral("reconcile"), R"(ledgercast reconcile --feed F --from DATE --to DATE [--tenant TI] [--json]

Asks Data Fabric (Compass) which documents of an M3 feed changed in these days, compares them with the ledger, and
lists those that aren't there. Data Fabric may lag some minutes behind. Exit code 3: something is missing.)"},
        {QStringLiteral("backfill"),
         R"(ledgercast backfill --from DATE --record | --digest [--feeds a,b] [--tenant TI] [--json]

Reads what changed from that day on in all (or the named) feeds, beside their own reads. --record puts what wasn't in
the log there, and posts nothing. --digest also posts, in the next digests (slack.digest_times), what changed since that
day and was never posted, where a rule matches: also what was recorded as known when the tenant was first read. Nothing
is posted twice, however often it is asked for. Feeds that don't say when a row changed are recorded only.)"},
        {QStringLiteral("run"), R"(ledgercast run

The service without a window: reads on the schedule and posts, until SIGTERM. It ends after the posts on their way.)"},
        {QStringLiteral("status"), R"(ledgercast status [--json]

Tenant, workspace, last reads, deliveries by state and what waits for a person, rules that lead to channels which
refuse posts among it. Reads only; needs no keychain.)"},
        {QStringLiteral("audit"),
         R"(ledgercast audit list [--type T] [--state S] [--search WORDS] [--since DATE] [--until DATE]
                      [--before ID] [--limit N] [--json]
ledgercast audit show ID [--json]       one entry, its messages with their links in Slack, its timeline
ledgercast audit export FILE            .csv: the entries; .jsonl: every event with its hash
ledgercast audit verify [--json]        walks the hash chain

Types and states may be repeated. --search takes words, or an amount such as ">10000".)"},
        {QStringLiteral("replay"), R"(ledgercast replay ID... [--channel NAME] [--composed-today] [--json]
ledgercast replay --failed [--channel NAME] [--composed-today] [--json]

Posts entries again, as first composed: to the channel their rules gave, or to another one. --composed-today: with
today's message designs, for example after one that didn't fit Slack's limits was shortened; the audit log keeps what
was composed before. To a channel from which the channel guard hides fields they are always composed anew.)"},
        {QStringLiteral("mute"), R"(ledgercast mute [#CHANNEL | TYPE] [--for 90m | --until 2026-11-25T08:00 | --end]

Holds the messages of a channel, or of a record type in every channel, until the time given (in the tenant's time
zone): then they are posted, together where they are many. Without a subject, lists what is muted. --end ends it now.)"},
        {QStringLiteral("demo"), R"(ledgercast demo [--seed N] [--date YYYY-MM-DD] [--healthy] [--keep DIR] [--json]

Starts the sandbox (a CloudSuite tenant and a Slack workspace on this computer), reads a business day from it, records
it, posts it, and prints what happened. --healthy: no archived channel. --keep: leaves the profile in DIR.)"},
    };
    return all;
}

} // namespace

QString text(const QString &command)
{
    return QString::fromUtf8(texts().value(command, console))
        .replace(u"$LEDGERCAST"_qs, QStringLiteral(LEDGERCAST_VERSION));
}

} // namespace ledgercast::help
