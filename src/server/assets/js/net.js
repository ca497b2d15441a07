// The line to the room: one stream in, resumed by number; requests out.
// Knows nothing of what the events mean.

import { EventParser } from './events.js';

/** Longer than two heartbeats: the line is dead, whatever the browser thinks. */
const SILENCE = 25_000;
const WAITS = [300, 1000, 2000, 4000, 8000];

/** An answer that is not one: `status` 0 when nothing came back at all. */
export class Failed extends Error {
  constructor(status, body) {
    super(body?.why ?? 'The room did not answer.');
    this.status = status;
    this.body = body ?? {};
  }
}

/** One request. Throws `Failed`. */
export async function request(path, { token, body, timeout = 10_000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  let answer;
  let json = null;
  try {
    answer = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: stop.signal,
    });
    json = await answer.json().catch(() => null);
  } catch {
    throw new Failed(0);
  } finally {
    clearTimeout(timer);
  }
  if (!answer.ok) throw new Failed(answer.status, json);
  return json;
}

/**
 * Keeps a stream open. `at()` gives `{after, epoch}` or null for everything,
 * `on(event, data, id)` takes what comes, and answers false to have the stream
 * opened again from what it has. `state` hears `live`; `waiting`; `shut`: the
 * room has stopped, and its host may open it again; `gone`, with the status:
 * nobody here has that token (401), or there is no such room (404).
 */
export class Stream {
  constructor({ path, token, at, on, state }) {
    Object.assign(this, { path, token, at, on, state });
    this.tries = 0;
    this.open = null;
    this.wanted = false;
    this.wake = () => this.resume();
    this.sleep = () => (document.visibilityState === 'hidden' ? this.rest() : this.resume());
  }

  start() {
    this.wanted = true;
    document.addEventListener('visibilitychange', this.sleep);
    // A page out of the back cache, a network that is back.
    addEventListener('pageshow', this.wake);
    addEventListener('online', this.wake);
    addEventListener('offline', () => { if (this.wanted) this.lost(); });
    this.resume();
  }

  stop() {
    this.wanted = false;
    this.rest();
    document.removeEventListener('visibilitychange', this.sleep);
    removeEventListener('pageshow', this.wake);
    removeEventListener('online', this.wake);
  }

  /** A hidden page holds no connection: six of them are all that a browser has. */
  rest() {
    clearTimeout(this.again);
    clearTimeout(this.guard);
    this.open?.abort();
    this.open = null;
  }

  /** Opens the stream now, unless it is open. */
  resume() {
    if (!this.wanted || this.open || document.visibilityState === 'hidden') return;
    clearTimeout(this.again);
    this.run();
  }

  lost(how = 'waiting') {
    this.rest();
    if (!this.wanted) return;
    this.state(how);
    const wait = WAITS[Math.min(this.tries, WAITS.length - 1)];
    this.tries += 1;
    // A little disorder, so that a room of phones does not come back at once.
    this.again = setTimeout(() => this.resume(), wait * (0.75 + Math.random() / 2));
  }

  watch(mine) {
    clearTimeout(this.guard);
    this.guard = setTimeout(() => { if (this.open === mine) this.lost(); }, SILENCE);
  }

  async run() {
    const mine = new AbortController();
    this.open = mine;
    this.watch(mine);
    const at = this.at();
    const query = at ? `?after=${at.after}&epoch=${encodeURIComponent(at.epoch)}` : '';
    try {
      const answer = await fetch(this.path + query, {
        headers: { Authorization: `Bearer ${this.token}`, Accept: 'text/event-stream' },
        cache: 'no-store',
        signal: mine.signal,
      });
      if (this.open !== mine) return;
      if ([401, 404].includes(answer.status)) {
        this.stop();
        this.state('gone', { status: answer.status, ...await answer.json().catch(() => ({})) });
        return;
      }
      if (answer.status === 410) { this.lost('shut'); return; }
      if (!answer.ok || !answer.body) throw new Failed(answer.status);
      await this.listen(answer.body, mine);
    } catch {
      // Every way to lose the line ends in trying again.
    }
    if (this.open === mine) this.lost();
  }

  async listen(body, mine) {
    const reader = body.getReader();
    const parser = new EventParser();
    const text = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.open !== mine) return;
      this.watch(mine);
      for (const { event, id, data } of parser.push(text.decode(value, { stream: true }))) {
        if (this.tries) this.tries = 0;
        if (!this.on(event, JSON.parse(data || 'null'), id)) {
          await reader.cancel().catch(() => {});
          return;
        }
        this.state('live');
      }
    }
  }
}
