// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// The sandbox's Socket Mode, heard by Slack's own client.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { after, before, describe, it } = require('node:test');
const { LogLevel, SocketModeClient } = require('@slack/socket-mode');
const { Sandbox } = require('./sandbox.js');

const quiet = { getLevel: () => LogLevel.ERROR, setLevel() {}, setName() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('Socket Mode', () => {
  let sandbox;
  let client;
  let message;

  const socketClient = (appToken) =>
    new SocketModeClient({ appToken, clientOptions: { slackApiUrl: sandbox.slack }, logger: quiet });
  const state = async () => (await (await fetch(`${sandbox.web}_sandbox/state`)).json()).slack;
  const heard = async (type, action, body = {}) => {
    const waiting = once(client, type);
    await sandbox.control(action, body);
    return (await waiting)[0];
  };

  before(async () => {
    sandbox = await Sandbox.start('--no-limits');
    const posted = await sandbox.client().chat.postMessage({ channel: 'fin-ap', text: 'Invoice overdue' });
    message = { channel: posted.channel, ts: posted.ts };
    client = socketClient(sandbox.slack_app_token);
    await client.start();
  });

  after(async () => {
    await client.disconnect();
    await sandbox.stop();
  });

  it('refuses a token that it does not know', async () => {
    await assert.rejects(socketClient('xapp-1-A0-unknown').start(), (error) => error.data.error === 'invalid_auth');
  });

  it('tells a reaction until it is acknowledged', async () => {
    const { ack, body, event } = await heard('reaction_added', 'react', message);
    assert.equal(body.type, 'event_callback');
    assert.match(body.event_id, /^Ev/);
    assert.deepEqual(event.item, { type: 'message', ...message });
    assert.equal(event.reaction, 'white_check_mark');
    await ack();
    // The acknowledgement and the question travel on two connections.
    for (let asked = 0; (await state()).unacknowledged > 0; ++asked) assert.ok(asked < 1000, 'never acknowledged');
  });

  it('tells again what is not acknowledged', async () => {
    const first = await heard('reaction_removed', 'react', { ...message, remove: true });
    const [again] = await once(client, 'reaction_removed');
    assert.equal(again.body.event_id, first.body.event_id);
    assert.equal(again.retry_num, 1);
    assert.equal(again.retry_reason, 'timeout');
    await again.ack();
  });

  it('tells what becomes of channels and messages', async () => {
    for (const [type, action, body] of [
      ['channel_archive', 'archive', { channel: 'procurement' }],
      ['channel_unarchive', 'unarchive', { channel: 'procurement' }],
      ['group_archive', 'archive', { channel: 'treasury-private' }],
      ['channel_left', 'kick', { channel: 'procurement' }],
      ['channel_rename', 'rename', { channel: 'fin-it', name: 'fin-computers' }],
      ['channel_deleted', 'delete-channel', { channel: 'random' }],
    ]) {
      const { ack, event } = await heard(type, action, body);
      assert.equal(event.type, type);
      assert.match(event.channel.id ?? event.channel, /^C/);
      await ack();
    }
    const { ack, event } = await heard('message', 'delete-message', message);
    assert.equal(event.subtype, 'message_deleted');
    assert.equal(event.deleted_ts, message.ts);
    await ack();
  });

  it('is replaced when it is refreshed', async () => {
    const connected = once(client, 'connected');
    await sandbox.control('socket', { reason: 'refresh_requested' });
    await connected;
    const { ack } = await heard('channel_archive', 'archive', { channel: 'procurement' });
    await ack();
  });

  it('ends with the app', async () => {
    const { ack, event } = await heard('tokens_revoked', 'uninstall');
    assert.deepEqual(event.tokens.bot, ['U0LCBOT01']);
    await ack();
    await assert.rejects(sandbox.client().auth.test(), (error) => error.data.error === 'account_inactive');
  });
});
