// Moves on their way. Each has a key of its own: what a lost network leaves in
// doubt is sent again under the same key, and the room answers as the first
// time. They go one after another, in the order they were made, and outlive a
// closed page.

import { freshKey, kept } from './keep.js';
import { request } from './net.js';
import { plainWhy } from './words.js';

const WAIT = [500, 1500, 3000, 6000];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether sending again may help. */
const passing = (status) => status === 0 || status === 429 || status >= 500;

export class Outbox {
  constructor({ code, player, token, changed, late }) {
    this.name = `warroom:${code}:${player}:outbox`;
    this.path = `/api/rooms/${encodeURIComponent(code)}/moves`;
    this.token = token;
    this.changed = changed;
    this.late = late;
    this.waiting = new Map();
    this.entries = kept.read(this.name, []);
    this.busy = false;
    addEventListener('online', () => this.nudge?.());
    this.work();
  }

  save() {
    kept.write(this.name, this.entries.length ? this.entries : null);
    this.changed();
  }

  /** Sends a command; resolves to `{ok: true, first, last}` or `{ok: false, why, reason, legal}`. */
  send(command, form, label) {
    const entry = { key: freshKey(), command, form, label, stuck: false };
    this.entries.push(entry);
    this.save();
    const outcome = new Promise((resolve) => this.waiting.set(entry.key, resolve));
    this.work();
    return outcome;
  }

  /** Takes back what has not been answered. It may have arrived. */
  drop(key) {
    this.entries = this.entries.filter((entry) => entry.key !== key);
    this.save();
    this.settle(key, { ok: false, reason: 'dropped', why: 'Not sent. Your words are kept here.' });
  }

  settle(key, outcome, entry) {
    const resolve = this.waiting.get(key);
    this.waiting.delete(key);
    if (resolve) resolve(outcome);
    // Sent by a page that is gone: somebody should still hear how it went.
    else if (entry) this.late(entry, outcome);
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    for (let tries = 0; this.entries.length;) {
      const entry = this.entries[0];
      let outcome;
      let wait = WAIT[Math.min(tries, WAIT.length - 1)];
      try {
        const done = await request(this.path, { token: this.token, body: { key: entry.key, command: entry.command } });
        outcome = { ok: true, ...done };
      } catch (failed) {
        if (!passing(failed.status)) {
          outcome = { ok: false, reason: failed.body.reason, why: plainWhy(failed.message), legal: failed.body.legal ?? [] };
        } else if (failed.body.retry_after) {
          wait = failed.body.retry_after * 1000;
        }
      }
      if (outcome) {
        tries = 0;
        this.entries = this.entries.filter((other) => other.key !== entry.key);
        this.save();
        this.settle(entry.key, outcome, entry);
        continue;
      }
      tries += 1;
      if (!entry.stuck) {
        entry.stuck = true;
        this.save();
      }
      await Promise.race([sleep(wait), new Promise((resolve) => { this.nudge = resolve; })]);
    }
    this.busy = false;
  }
}
