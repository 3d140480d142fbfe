// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { createInterface } = require('node:readline');
const { LogLevel, WebClient } = require('@slack/web-api');

const program = process.env.LEDGERCAST_SANDBOX;

/** A sandbox of the test's own on free ports; it ends with its standard input. */
class Sandbox {
  static async start(...options) {
    const sandbox = new Sandbox();
    sandbox.process = spawn(program, ['--speed', '0', '--exit-with-stdin', ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: sandbox.process.stdout });
    const [line] = await once(lines, 'line');
    Object.assign(sandbox, JSON.parse(line));
    return sandbox;
  }

  client(options = {}) {
    return new WebClient(options.token ?? this.slack_token, {
      slackApiUrl: this.slack,
      logLevel: LogLevel.ERROR,
      retryConfig: { retries: 0 },
      ...options,
    });
  }

  async control(action, body = {}) {
    const answer = await fetch(`${this.web}_sandbox/${action}`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await answer.json()).ok, true, action);
  }

  faults(specification) {
    return this.control('faults', { faults: specification });
  }

  async stop() {
    this.process.stdin.end();
    await once(this.process, 'exit');
  }
}

module.exports = { Sandbox };
