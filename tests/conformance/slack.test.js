// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// The Slack half of ledgercast-sandbox, driven by Slack's own SDK: what the SDK doesn't understand is wrong here.

const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { ErrorCode, LogLevel, WebClient, WebClientEvent } = require('@slack/web-api');
const { Sandbox } = require('./sandbox.js');

const refusedWith = (code) => (error) => {
  assert.equal(error.code, ErrorCode.PlatformError, String(error));
  assert.equal(error.data.ok, false);
  assert.equal(error.data.error, code);
  return true;
};

const blocks = [
  { type: 'header', text: { type: 'plain_text', text: 'Invoice overdue: 12,400.00 EUR' } },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: '*Supplier*\nMüller &amp; Söhne' },
      { type: 'mrkdwn', text: '*Overdue*\n14 days' },
    ],
  },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'INV-1042' }] },
];
const metadataOf = (delivery) => ({ event_type: 'ledgercast_delivery', event_payload: { delivery } });

describe('without rate limits', () => {
  let sandbox;
  let slack;
  const ids = {};

  before(async () => {
    sandbox = await Sandbox.start('--no-limits');
    slack = sandbox.client();
    for await (const page of slack.paginate('conversations.list', { types: 'public_channel,private_channel' })) {
      for (const channel of page.channels) ids[channel.name] = channel.id;
    }
  });
  after(() => sandbox.stop());

  const post = (channel, text, more = {}) => slack.chat.postMessage({ channel: ids[channel], text, ...more });

  describe('who the token is', () => {
    it('auth.test names team, bot and address, and the header its scopes', async () => {
      const answer = await slack.auth.test();
      assert.match(answer.team_id, /^T[A-Z0-9]+$/);
      assert.match(answer.user_id, /^[UW][A-Z0-9]+$/);
      assert.match(answer.bot_id, /^B[A-Z0-9]+$/);
      assert.equal(answer.is_enterprise_install, false);
      assert.ok(new URL(answer.url).pathname.endsWith('/'));
      assert.ok(answer.response_metadata.scopes.includes('chat:write'));
      assert.ok(answer.response_metadata.scopes.every((scope) => scope === scope.trim()));
    });

    it('a wrong token and none are told apart', async () => {
      const wrong = sandbox.client({ token: 'xoxb-1-2-wrong' });
      await assert.rejects(wrong.auth.test(), refusedWith('invalid_auth'));
      const none = new WebClient(undefined, { slackApiUrl: sandbox.slack, logLevel: LogLevel.ERROR });
      await assert.rejects(none.auth.test(), refusedWith('not_authed'));
    });

    it('a token in the call itself is as good as one in the header', async () => {
      const none = new WebClient(undefined, { slackApiUrl: sandbox.slack, logLevel: LogLevel.ERROR });
      assert.equal((await none.auth.test({ token: sandbox.slack_token })).ok, true);
    });

    it('a missing scope names what is needed and what is there', async () => {
      await sandbox.control('scopes', { scopes: 'channels:read' });
      try {
        await assert.rejects(post('fin-ap', 'x'), (error) => {
          refusedWith('missing_scope')(error);
          assert.equal(error.data.needed, 'chat:write');
          assert.equal(error.data.provided, 'channels:read');
          return true;
        });
      } finally {
        const all = 'chat:write,channels:read,groups:read,channels:history,groups:history,channels:join,users:read';
        await sandbox.control('scopes', { scopes: `${all},users:read.email,reactions:read,reactions:write,files:write` });
      }
    });

    it('a revoked token is said to be one', async () => {
      await sandbox.faults('slack.token_revoked=1');
      await assert.rejects(slack.auth.test(), refusedWith('token_revoked'));
      await sandbox.faults('');
    });

    it('a method that does not exist is named', async () => {
      await assert.rejects(slack.apiCall('chat.whisper'), (error) => {
        refusedWith('unknown_method')(error);
        assert.equal(error.data.req_method, 'chat.whisper');
        return true;
      });
    });
  });

  describe('channels', () => {
    const names = async (options) => {
      const found = [];
      for await (const page of slack.paginate('conversations.list', options)) {
        assert.ok(Array.isArray(page.channels));
        found.push(...page.channels.map((channel) => channel.name));
      }
      return found;
    };

    it('every page size lists each channel once, in the same order', async () => {
      const whole = await names({ limit: 999 });
      assert.ok(whole.length > 10);
      assert.equal(new Set(whole).size, whole.length);
      for (const limit of [1, 2, 7, 200]) assert.deepEqual(await names({ limit }), whole, `limit ${limit}`);
    });

    it('a page is cut before it is filtered: short ones are not the last', async () => {
      const sizes = [];
      for await (const page of slack.paginate('conversations.list', { types: 'private_channel', limit: 4 })) {
        sizes.push(page.channels.length);
      }
      assert.ok(sizes.includes(0), String(sizes));
      assert.ok(sizes.some((size) => size > 0), String(sizes));
    });

    it('a cursor is opaque, ends in "=" and is refused when it is made up', async () => {
      const page = await slack.conversations.list({ limit: 1 });
      assert.match(page.response_metadata.next_cursor, /=$/);
      await assert.rejects(slack.conversations.list({ cursor: 'bm9uc2Vuc2U=' }), refusedWith('invalid_cursor'));
    });

    it('a private channel is seen by its members only', async () => {
      const found = await names({ types: 'public_channel,private_channel' });
      assert.ok(found.includes('treasury-private'));
      assert.ok(!found.includes('cfo-office'));
      assert.ok(!(await names({})).includes('treasury-private'));
    });

    it('archived channels are left out on demand', async () => {
      const archived = (await slack.conversations.info({ channel: ids['fin-it'] })).channel;
      assert.equal(archived.is_archived, true);
      assert.ok((await names({})).includes('fin-it'));
      assert.ok(!(await names({ exclude_archived: true })).includes('fin-it'));
    });

    it('joining twice is allowed and said', async () => {
      const first = await slack.conversations.join({ channel: ids.random });
      assert.equal(first.channel.is_member, true);
      assert.equal(first.warning, undefined);
      const second = await slack.conversations.join({ channel: ids.random });
      assert.equal(second.warning, 'already_in_channel');
      assert.deepEqual(second.response_metadata.warnings, ['already_in_channel']);
    });

    it('what can not be joined is refused', async () => {
      await assert.rejects(slack.conversations.join({ channel: ids['fin-it'] }), refusedWith('is_archived'));
      await assert.rejects(
        slack.conversations.join({ channel: ids['treasury-private'] }),
        refusedWith('method_not_supported_for_channel_type'),
      );
      await assert.rejects(slack.conversations.join({ channel: 'C0NOWHERE0' }), refusedWith('channel_not_found'));
    });
  });

  describe('people', () => {
    it('are found by their address, unless they have left', async () => {
      const found = await slack.users.lookupByEmail({ email: 'claire.moreau@acme.example' });
      assert.equal(found.user.profile.email, 'claire.moreau@acme.example');
      assert.match(found.user.id, /^[UW]/);
      for (const email of ['nobody@acme.example', 'max.former@acme.example']) {
        await assert.rejects(slack.users.lookupByEmail({ email }), refusedWith('users_not_found'));
      }
    });

    it('are listed page by page', async () => {
      const found = [];
      for await (const page of slack.paginate('users.list', { limit: 2 })) found.push(...page.members);
      assert.equal(new Set(found.map((user) => user.id)).size, found.length);
      assert.ok(found.some((user) => user.deleted) && found.some((user) => user.is_bot));
    });
  });

  describe('messages', () => {
    it('a post answers with its place and the message as it is stored', async () => {
      const answer = await post('fin-ap', 'Overdue & due', { blocks, metadata: metadataOf('d-1') });
      assert.match(answer.ts, /^\d{10}\.\d{6}$/);
      assert.equal(answer.channel, ids['fin-ap']);
      const { message } = answer;
      assert.equal(message.ts, answer.ts);
      assert.equal(message.text, 'Overdue &amp; due');
      assert.equal(message.subtype, undefined);
      assert.equal(message.thread_ts, undefined);
      assert.equal(message.bot_profile.id, message.bot_id);
      assert.deepEqual(message.metadata, metadataOf('d-1'));
      assert.deepEqual(message.blocks.map((block) => block.type), ['header', 'section', 'context']);
      assert.equal(new Set(message.blocks.map((block) => block.block_id)).size, 3);
      assert.equal(answer.warning, undefined);
    });

    it('a channel may be named', async () => {
      const answer = await slack.chat.postMessage({ channel: '#fin-ap', text: 'By name' });
      assert.equal(answer.channel, ids['fin-ap']);
    });

    it('time stamps rise, and history shows the newest first', async () => {
      const sent = [];
      for (let number = 0; number < 7; number += 1) sent.push((await post('procurement', `Order ${number}`)).ts);
      assert.deepEqual([...sent].sort(), sent);
      const read = [];
      for await (const page of slack.paginate('conversations.history', { channel: ids.procurement, limit: 3 })) {
        assert.equal(page.has_more, Boolean(page.response_metadata?.next_cursor));
        read.push(...page.messages.map((message) => message.ts));
      }
      assert.deepEqual(read.slice(0, 7), [...sent].reverse());
    });

    it('a window has two ends, which belong to it on demand', async () => {
      const [first, second, third] = [
        (await post('finance-alerts', 'one')).ts,
        (await post('finance-alerts', 'two')).ts,
        (await post('finance-alerts', 'three')).ts,
      ];
      const window = async (more) => {
        const range = { channel: ids['finance-alerts'], oldest: first, latest: third, ...more };
        return (await slack.conversations.history(range)).messages.map((message) => message.ts);
      };
      assert.deepEqual(await window({}), [second]);
      assert.deepEqual(await window({ inclusive: true }), [third, second, first]);
      const one = await slack.conversations.history({
        channel: ids['finance-alerts'], oldest: second, inclusive: true, limit: 1, latest: second,
      });
      assert.equal(one.messages[0].text, 'two');
    });

    it('metadata is shown whole only to those who ask for it', async () => {
      const { ts } = await post('fin-ap', 'With metadata', { metadata: metadataOf('d-2') });
      const at = { channel: ids['fin-ap'], oldest: ts, inclusive: true };
      const without = (await slack.conversations.history(at)).messages[0];
      assert.deepEqual(without.metadata, { event_type: 'ledgercast_delivery' });
      const whole = (await slack.conversations.history({ ...at, include_all_metadata: true })).messages[0];
      assert.deepEqual(whole.metadata, metadataOf('d-2'));
    });

    it('what was posted without metadata has none', async () => {
      const { ts } = await post('fin-ap', 'Plain');
      const at = { channel: ids['fin-ap'], oldest: ts, inclusive: true, include_all_metadata: true };
      assert.equal((await slack.conversations.history(at)).messages[0].metadata, undefined);
    });

    it('a message too long for Slack is cut, and says so', async () => {
      const answer = await post('fin-ap', 'x'.repeat(40001));
      assert.equal(answer.message.text.length, 40000);
      assert.equal(answer.warning, 'message_truncated');
      assert.ok(answer.response_metadata.messages[0].startsWith('[WARN]'));
    });
  });

  describe('threads', () => {
    it('a reply belongs to its thread and not to the channel', async () => {
      const parent = await post('fin-ap', 'Parent');
      const sent = [];
      for (let number = 0; number < 5; number += 1) {
        const reply = await post('fin-ap', `Reply ${number}`, {
          thread_ts: parent.ts, metadata: metadataOf(`r-${number}`),
        });
        assert.equal(reply.message.thread_ts, parent.ts);
        sent.push(reply.ts);
      }
      const at = { channel: ids['fin-ap'], oldest: parent.ts, inclusive: true };
      const roots = (await slack.conversations.history(at)).messages;
      assert.deepEqual(roots.map((message) => message.ts), [parent.ts]);
      assert.equal(roots[0].reply_count, 5);
      assert.equal(roots[0].latest_reply, sent[4]);
      assert.equal(roots[0].thread_ts, parent.ts);
      const read = [];
      const thread = { channel: ids['fin-ap'], ts: parent.ts, limit: 2, include_all_metadata: true };
      for await (const page of slack.paginate('conversations.replies', thread)) {
        assert.equal(page.messages[0].ts, parent.ts);
        read.push(...page.messages.slice(1));
      }
      assert.deepEqual(read.map((message) => message.ts), sent);
      assert.deepEqual(read.map((message) => message.metadata.event_payload.delivery), sent.map((_, at) => `r-${at}`));
    });

    it('a thread is found by one of its replies, too', async () => {
      const parent = await post('fin-ap', 'Parent');
      const reply = await post('fin-ap', 'Reply', { thread_ts: parent.ts });
      const second = await post('fin-ap', 'To the reply', { thread_ts: reply.ts });
      assert.equal(second.message.thread_ts, parent.ts);
    });

    it('a reply to a message that was deleted ends in the channel, or is refused', async () => {
      const channel = ids['fin-ap'];
      const parent = await post('fin-ap', 'Gone');
      await slack.chat.delete({ channel, ts: parent.ts });
      const reply = await post('fin-ap', 'Late', { thread_ts: parent.ts });
      assert.equal(reply.message.thread_ts, undefined);
      const read = await slack.conversations.history({ channel, oldest: parent.ts, inclusive: true });
      assert.deepEqual(read.messages.map((message) => message.ts), [reply.ts]);
      await assert.rejects(slack.conversations.replies({ channel, ts: parent.ts }), refusedWith('thread_not_found'));
      await sandbox.faults('slack.thread_not_found=1');
      await assert.rejects(post('fin-ap', 'Late', { thread_ts: parent.ts }), refusedWith('thread_not_found'));
      await sandbox.faults('');
    });

    it('a message with replies leaves a tombstone, under which its thread goes on', async () => {
      const channel = ids['fin-ap'];
      const parent = await post('fin-ap', 'Parent', { metadata: metadataOf('t-1') });
      const one = await post('fin-ap', 'One', { thread_ts: parent.ts });
      await slack.chat.delete({ channel, ts: parent.ts });
      const reply = await post('fin-ap', 'Two', { thread_ts: parent.ts });
      assert.equal(reply.message.thread_ts, parent.ts);
      const read = await slack.conversations.replies({ channel, ts: parent.ts, include_all_metadata: true });
      assert.deepEqual(read.messages.slice(1).map((message) => message.text), ['One', 'Two']);
      assert.equal(read.messages[0].subtype, 'tombstone');
      assert.equal(read.messages[0].metadata, undefined);
      for (const { ts } of [one, reply]) await slack.chat.delete({ channel, ts });
      await assert.rejects(slack.conversations.replies({ channel, ts: parent.ts }), refusedWith('thread_not_found'));
    });

    it('a thread that never was is refused', async () => {
      const thread = { channel: ids['fin-ap'], ts: '1500000000.000100' };
      await assert.rejects(slack.conversations.replies(thread), refusedWith('thread_not_found'));
    });
  });

  describe('changes', () => {
    const read = async (ts) => {
      const at = { channel: ids['fin-ap'], oldest: ts, inclusive: true, latest: ts, include_all_metadata: true };
      return (await slack.conversations.history(at)).messages[0];
    };

    it('an update keeps what it does not name', async () => {
      const { ts } = await post('fin-ap', 'Open', { blocks, metadata: metadataOf('u-1') });
      const answer = await slack.chat.update({ channel: ids['fin-ap'], ts, text: 'Paid', blocks: [blocks[0]] });
      assert.equal(answer.ts, ts);
      assert.equal(answer.text, 'Paid');
      const now = await read(ts);
      assert.equal(now.text, 'Paid');
      assert.equal(now.blocks.length, 1);
      assert.deepEqual(now.metadata, metadataOf('u-1'));
      assert.equal(now.edited, undefined);
    });

    it('text without blocks removes them and shows that it was edited', async () => {
      const { ts } = await post('fin-ap', 'Open', { blocks });
      await slack.chat.update({ channel: ids['fin-ap'], ts, text: 'Only text' });
      const now = await read(ts);
      assert.equal(now.blocks, undefined);
      assert.match(now.edited.ts, /^\d{10}\.\d{6}$/);
    });

    it('is refused where there is nothing to change, or too much', async () => {
      const channel = ids['fin-ap'];
      const nowhere = { channel, ts: '1500000000.000100', text: 'x' };
      await assert.rejects(slack.chat.update(nowhere), refusedWith('message_not_found'));
      const { ts } = await post('fin-ap', 'Open');
      await assert.rejects(slack.chat.update({ channel, ts, text: 'x'.repeat(4001) }), refusedWith('msg_too_long'));
    });

    it('a deleted message is gone', async () => {
      const channel = ids['fin-ap'];
      const { ts } = await post('fin-ap', 'Mistake');
      assert.equal((await slack.chat.delete({ channel, ts })).ts, ts);
      assert.notEqual((await read(ts))?.ts, ts);
      await assert.rejects(slack.chat.delete({ channel, ts }), refusedWith('message_not_found'));
      await assert.rejects(slack.chat.update({ channel, ts, text: 'x' }), refusedWith('message_not_found'));
    });

    it('a reaction is added once and read back', async () => {
      const { ts } = await post('fin-ap', 'Seen?');
      const at = { channel: ids['fin-ap'], timestamp: ts };
      await slack.reactions.add({ ...at, name: 'eyes' });
      await assert.rejects(slack.reactions.add({ ...at, name: 'eyes' }), refusedWith('already_reacted'));
      const { message } = await slack.reactions.get(at);
      assert.deepEqual(message.reactions.map(({ name, count }) => [name, count]), [['eyes', 1]]);
    });
  });

  describe('files', () => {
    const shown = async () => (await (await fetch(new URL('_sandbox/files', sandbox.web))).json()).files;
    const upload = (more = {}) =>
      slack.filesUploadV2({ channel_id: ids.procurement, file: Buffer.from('number,name\r\nN1,Müller\r\n'), filename: 'suppliers.csv', title: 'Suppliers', ...more });

    it('filesUploadV2 puts a file into its channel, and files.delete takes it away', async () => {
      const answer = await upload();
      assert.equal(answer.ok, true);
      const [file] = answer.files[0].files;
      assert.match(file.id, /^F[A-Z0-9]+$/);
      const [there] = (await shown()).filter((one) => one.id === file.id);
      assert.equal(there.content, 'number,name\r\nN1,Müller\r\n');
      assert.equal(there.title, 'Suppliers');
      const { messages } = await slack.conversations.history({ channel: ids.procurement, limit: 1 });
      assert.equal(messages[0].files[0].id, file.id);
      assert.equal((await slack.files.delete({ file: file.id })).ok, true);
      assert.equal((await shown()).length, 0);
      await assert.rejects(slack.files.delete({ file: file.id }), refusedWith('file_not_found'));
    });

    it('an upload is shown once, and only where the app is', async () => {
      const { upload_url: url, file_id: id } = await slack.files.getUploadURLExternal({ filename: 'a.csv', length: 3 });
      assert.equal((await fetch(url, { method: 'POST', body: 'abcd' })).status, 400);
      await assert.rejects(slack.files.completeUploadExternal({ files: [{ id }] }), refusedWith('file_not_found'));
      assert.equal((await fetch(url, { method: 'POST', body: 'abc' })).status, 200);
      await assert.rejects(slack.files.completeUploadExternal({ files: [{ id }], channel_id: ids.general }), refusedWith('not_in_channel'));
      assert.equal((await slack.files.completeUploadExternal({ files: [{ id }], channel_id: ids.procurement })).ok, true);
      await assert.rejects(slack.files.completeUploadExternal({ files: [{ id }], channel_id: ids.procurement }), refusedWith('file_not_found'));
      await slack.files.delete({ file: id });
    });
  });

  describe('links', () => {
    it('lead to the message, and for a reply into its thread', async () => {
      const channel = ids['fin-ap'];
      const parent = await post('fin-ap', 'Parent');
      const reply = await post('fin-ap', 'Reply', { thread_ts: parent.ts });
      const { url } = await slack.auth.test();
      const link = await slack.chat.getPermalink({ channel, message_ts: parent.ts });
      assert.equal(link.channel, channel);
      assert.equal(link.permalink, `${url}archives/${channel}/p${parent.ts.replace('.', '')}`);
      const inThread = new URL((await slack.chat.getPermalink({ channel, message_ts: reply.ts })).permalink);
      assert.equal(inThread.searchParams.get('thread_ts'), parent.ts);
      assert.equal(inThread.searchParams.get('cid'), channel);
      await assert.rejects(
        slack.chat.getPermalink({ channel, message_ts: '1500000000.000100' }),
        refusedWith('message_not_found'),
      );
    });
  });

  describe('refusals', () => {
    const cases = [
      ['a channel that does not exist', { channel: 'C0NOWHERE0', text: 'x' }, 'channel_not_found'],
      ['a private channel without us', { channel: '#cfo-office', text: 'x' }, 'channel_not_found'],
      ['a channel we are not in', { channel: '#general', text: 'x' }, 'not_in_channel'],
      ['an archived channel', { channel: '#fin-it', text: 'x' }, 'is_archived'],
      ['nothing to say', { channel: '#fin-ap', text: '' }, 'no_text'],
      ['a markdown text too long', { channel: '#fin-ap', markdown_text: 'x'.repeat(12001) }, 'msg_too_long'],
      ['two ways to say it', { channel: '#fin-ap', text: 'x', markdown_text: 'x' }, 'markdown_text_conflict'],
      ['a thread that is no time stamp', { channel: '#fin-ap', text: 'x', thread_ts: 'soon' }, 'invalid_thread_ts'],
      ['blocks that are none', { channel: '#fin-ap', text: 'x', blocks: {} }, 'invalid_blocks_format'],
      ['metadata without a payload', { channel: '#fin-ap', text: 'x', metadata: { event_type: 'a' } },
        'invalid_metadata_format'],
      ['metadata too large',
        { channel: '#fin-ap', text: 'x', metadata: metadataOf('x'.repeat(20000)) }, 'metadata_too_large'],
      ['too much text in the blocks', {
        channel: '#fin-ap', text: 'x',
        blocks: Array.from({ length: 5 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'y'.repeat(2900) } })),
      }, 'msg_blocks_too_long'],
    ];
    for (const [name, options, code] of cases) {
      it(`${name}: ${code}`, () => assert.rejects(slack.chat.postMessage(options), refusedWith(code)));
    }

    it('a mistake in a block is pointed at, in the way the SDK logs', async () => {
      const wrong = [{ type: 'section', text: { type: 'mrkdwn', text: 'z'.repeat(3001) } }];
      await assert.rejects(post('fin-ap', 'x', { blocks: wrong }), (error) => {
        refusedWith('invalid_blocks')(error);
        assert.match(error.data.errors[0], /must be less than 3001 characters \[json-pointer:\/blocks\/0\/text\/text\]/);
        assert.deepEqual(error.data.response_metadata.messages, [`[ERROR] ${error.data.errors[0]}`]);
        return true;
      });
    });

    it('more than fifty blocks are too many', async () => {
      const many = Array.from({ length: 51 }, () => ({ type: 'divider' }));
      await assert.rejects(post('fin-ap', 'x', { blocks: many }), refusedWith('invalid_blocks'));
    });

    it('a channel that is lost while we watch', async () => {
      await sandbox.control('kick', { channel: 'finance-alerts' });
      await assert.rejects(post('finance-alerts', 'x'), refusedWith('not_in_channel'));
      const at = { channel: ids['finance-alerts'] };
      await assert.rejects(slack.conversations.history(at), refusedWith('not_in_channel'));
      await slack.conversations.join(at);
      assert.equal((await post('finance-alerts', 'Back')).ok, true);
    });
  });

  describe('signing in', () => {
    const redirect = 'https://localhost:47823/slack/oauth';
    const form = (fields) => ({
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    const authorize = (fields = {}) =>
      `${sandbox.web}oauth/v2/authorize?${new URLSearchParams({
        client_id: sandbox.slack_client_id,
        scope: 'chat:write,channels:read',
        redirect_uri: redirect,
        state: 'a+b/c',
        ...fields,
      })}`;
    /** Where the button leads. */
    const press = async (decision, fields) => {
      const answer = await fetch(authorize(fields), form({ decision }));
      assert.equal(answer.status, 302);
      return new URL(answer.headers.get('location'));
    };
    const codeOf = async (fields) => (await press('allow', fields)).searchParams.get('code');
    const access = (fields) =>
      sandbox.client({ token: '' }).oauth.v2.access({
        client_id: sandbox.slack_client_id,
        client_secret: sandbox.slack_client_secret,
        ...fields,
      });
    after(() => sandbox.control('oauth', { token_seconds: 0, grace_seconds: 60 }));

    it('the page leads back with a code and the state, or with access_denied', async () => {
      assert.equal((await fetch(authorize())).status, 200);
      const allowed = await press('allow');
      assert.equal(allowed.origin + allowed.pathname, redirect);
      assert.equal(allowed.searchParams.get('state'), 'a+b/c');
      const denied = await press('cancel');
      assert.equal(denied.searchParams.get('error'), 'access_denied');
      assert.equal(denied.searchParams.get('code'), null);
    });

    it('a code gives a bot token, once', async () => {
      const code = await codeOf();
      const granted = await access({ code, redirect_uri: redirect });
      assert.equal(granted.token_type, 'bot');
      assert.equal(granted.scope, 'chat:write,channels:read');
      assert.equal((await sandbox.client({ token: granted.access_token }).auth.test()).team, granted.team.name);
      await assert.rejects(access({ code, redirect_uri: redirect }), refusedWith('code_already_used'));
    });

    it('the redirect address is matched by host, port and path, and sent again the same', async () => {
      for (const wrong of ['https://localhost:1/slack/oauth', 'https://localhost:47823/slack',
        'http://localhost:47823/slack/oauth', 'https://localhost:47823/slack/oauth#x'])
        assert.equal((await fetch(authorize({ redirect_uri: wrong }))).status, 400, wrong);
      const below = await codeOf({ redirect_uri: `${redirect}/more` });
      await assert.rejects(access({ code: below, redirect_uri: redirect }), refusedWith('bad_redirect_uri'));
      await assert.rejects(access({ code: below }), refusedWith('bad_redirect_uri'));
      assert.equal((await access({ code: below, redirect_uri: `${redirect}/more` })).ok, true);
    });

    it('who asks has to be the app', async () => {
      await assert.rejects(access({ client_id: '1.2', code: 'x' }), refusedWith('invalid_client_id'));
      await assert.rejects(access({ client_secret: 'x', code: 'x' }), refusedWith('bad_client_secret'));
      await assert.rejects(access({ code: 'x' }), refusedWith('invalid_code'));
      await assert.rejects(access({ grant_type: 'password' }), refusedWith('invalid_grant_type'));
    });

    it('without bot scopes there is a person alone', async () => {
      const granted = await access({ code: await codeOf({ scope: '', user_scope: 'chat:write' }), redirect_uri: redirect });
      assert.equal(granted.access_token, undefined);
      assert.match(granted.authed_user.access_token, /^xoxp-/);
    });

    it('tokens rotate: a refresh token holds once, and two tokens live', async () => {
      await sandbox.control('oauth', { token_seconds: 43200, grace_seconds: 0 });
      const works = (token) => sandbox.client({ token }).auth.test();
      const first = await access({ code: await codeOf(), redirect_uri: redirect });
      assert.equal(first.expires_in, 43200);
      assert.match(first.access_token, /^xoxe\.xoxb-1-/);
      const renew = (refresh_token) => access({ grant_type: 'refresh_token', refresh_token });
      const second = await renew(first.refresh_token);
      await assert.rejects(renew(first.refresh_token), refusedWith('invalid_refresh_token'));
      await works(first.access_token);
      const third = await renew(second.refresh_token);
      await assert.rejects(works(first.access_token), refusedWith('token_revoked'));
      await works(second.access_token);
      await sandbox.control('oauth', { expire: true });
      await assert.rejects(works(third.access_token), refusedWith('token_expired'));
      await works((await renew(third.refresh_token)).access_token);
    });

    it('a lost answer is made good within the grace', async () => {
      await sandbox.control('oauth', { token_seconds: 43200, grace_seconds: 60 });
      const first = await access({ code: await codeOf(), redirect_uri: redirect });
      const again = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      await access(again);
      assert.match((await access(again)).access_token, /^xoxe\.xoxb-1-/);
    });
  });

  describe('faults', () => {
    after(() => sandbox.faults(''));

    it('internal_error and fatal_error are refusals to the SDK', async () => {
      await sandbox.faults('slack.internal_error_stored=1');
      await assert.rejects(post('fin-ap', 'x'), refusedWith('internal_error'));
      await sandbox.faults('slack.fatal_error=1');
      await assert.rejects(post('fin-ap', 'x'), refusedWith('fatal_error'));
    });

    it('a web page instead of an answer is an HTTP error', async () => {
      for (const [fault, status] of [['slack.http500', 500], ['slack.html503', 503]]) {
        await sandbox.faults(`${fault}=1`);
        await assert.rejects(slack.auth.test(), (error) => {
          assert.equal(error.code, ErrorCode.HTTPError);
          assert.equal(error.statusCode, status);
          assert.match(error.body, /^<(!DOCTYPE )?html>/);
          return true;
        });
      }
    });

    it('a post whose answer is lost is there nonetheless', async () => {
      await sandbox.faults('slack.accept_then_drop=1');
      await assert.rejects(post('fin-ap', 'x', { metadata: metadataOf('lost') }), { code: ErrorCode.RequestError });
      await sandbox.faults('');
      const at = { channel: ids['fin-ap'], limit: 1, include_all_metadata: true };
      assert.deepEqual((await slack.conversations.history(at)).messages[0].metadata, metadataOf('lost'));
    });

    it('a request that never arrived leaves nothing', async () => {
      await sandbox.faults('slack.drop_before=1');
      await assert.rejects(post('fin-ap', 'x', { metadata: metadataOf('never') }), { code: ErrorCode.RequestError });
      await sandbox.faults('');
      const at = { channel: ids['fin-ap'], limit: 1, include_all_metadata: true };
      const newest = (await slack.conversations.history(at)).messages[0];
      assert.notEqual(newest.metadata?.event_payload.delivery, 'never');
    });

    it('429 makes the SDK wait as long as it says, and then it goes on', async () => {
      const patient = sandbox.client({ retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 1 } });
      const waits = [];
      patient.on(WebClientEvent.RATE_LIMITED, (seconds) => {
        waits.push(seconds);
        sandbox.faults('');
      });
      await sandbox.faults('slack.ratelimited=1:1');
      assert.equal((await patient.auth.test()).ok, true);
      assert.deepEqual(waits, [1]);
    });

    it('429 that does not say how long ends the call', async () => {
      await sandbox.faults('slack.ratelimited_bare=1');
      await assert.rejects(slack.auth.test(), /Retry header did not contain a valid timeout/);
    });
  });
});

describe('with rate limits', () => {
  let sandbox;
  let slack;

  before(async () => {
    sandbox = await Sandbox.start();
    slack = sandbox.client({ rejectRateLimitedCalls: true });
  });
  after(() => sandbox.stop());

  const untilLimited = async (call, most) => {
    for (let calls = 0; calls < most; calls += 1) {
      try {
        await call();
      } catch (error) {
        assert.equal(error.code, ErrorCode.RateLimitedError, String(error));
        assert.ok(Number.isInteger(error.retryAfter) && error.retryAfter >= 1, String(error.retryAfter));
        return calls;
      }
    }
    return most;
  };

  it('a channel takes a short burst of posts, then one a second; the next channel is not touched', async () => {
    const taken = await untilLimited(() => slack.chat.postMessage({ channel: '#fin-ap', text: 'x' }), 30);
    assert.ok(taken >= 1 && taken <= 5, String(taken));
    assert.equal((await slack.chat.postMessage({ channel: '#procurement', text: 'x' })).ok, true);
  });

  it('conversations.list is of the second tier, users.lookupByEmail of the third', async () => {
    const lists = await untilLimited(() => slack.conversations.list({ limit: 1 }), 60);
    assert.ok(lists >= 20 && lists <= 30, String(lists));
    const lookups = await untilLimited(() => slack.users.lookupByEmail({ email: 'jan.brandt@acme.example' }), 120);
    assert.ok(lookups >= 50 && lookups <= 70, String(lookups));
  });

  it('the SDK as it is by default brings every post through', async () => {
    const patient = sandbox.client({ retryConfig: { retries: 10, minTimeout: 1, maxTimeout: 1 } });
    const sent = await Promise.all(
      [1, 2, 3, 4].map((number) => patient.chat.postMessage({ channel: '#treasury-private', text: `${number}` })),
    );
    const read = await patient.conversations.history({ channel: sent[0].channel });
    assert.deepEqual(read.messages.map((message) => message.text).sort(), ['1', '2', '3', '4']);
  });
});
