// A real room for a test: starts the server, drives its host, opens pages.
// One browser context a player: a browser keeps six connections to one server.

import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(top, 'target');

function binary() {
  const named = [process.env.WARROOM_BIN, join(target, 'release/warroom'), join(target, 'debug/warroom')].filter(Boolean);
  const found = named.find((path) => existsSync(path));
  if (!found) throw new Error('Build the server first: cargo build --no-default-features');
  return found;
}

let keys = 0;
/** A key that the server takes for new. */
export const key = () => `test-${process.pid}-${Date.now().toString(36)}-${(keys += 1)}`.padEnd(24, '0');

/** Debian's Chromium; nothing is ever downloaded. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

/** Runs a verb of the program to its end: `{code, out, err}`. */
export function run(data, ...args) {
  return new Promise((resolve) => {
    execFile(binary(), args, { env: { ...process.env, WARROOM_DATA: data }, cwd: top, maxBuffer: 64 << 20 },
      (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  });
}

/** Starts a server with one room. */
export async function openRoom({ scenario = 'db-migration', seed = 7, args = [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'warroom-browser-'));
  const child = spawn(binary(), ['serve', join(top, `scenarios/${scenario}.ron`), '--bind', '127.0.0.1:0', '--json', '--seed', String(seed), ...args], {
    env: { ...process.env, WARROOM_DATA: data }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => { child.once('exit', (code, signal) => resolve(code ?? signal)); });
  const first = await Promise.race([
    new Promise((resolve) => { createInterface({ input: child.stdout }).once('line', resolve); }),
    ended.then((code) => { throw new Error(`the server ended with ${code}`); }),
  ]);
  const { addr, room: code, host_token: token } = JSON.parse(first);
  const base = `http://${addr}`;
  const api = `${base}/api/rooms/${code}`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const send = async (path, body) => {
    const answer = await fetch(`${api}${path}`, { method: body ? 'POST' : 'GET', headers, body: body ? JSON.stringify(body) : undefined });
    const json = await answer.json();
    // A host who is too quick waits, and sends the same key again.
    if (answer.status === 429) {
      await new Promise((resolve) => { setTimeout(resolve, json.retry_after * 1000); });
      return send(path, body);
    }
    if (!answer.ok) throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(json)}`);
    return json;
  };
  const known = [];
  return {
    base, code, api, token, headers, data, line: JSON.parse(first), ended,
    file: join(data, 'journals', `${code}.jsonl`),
    /** A verb of the host: `host('pause', {why: '…'})`. */
    host: (verb, more = {}) => send('/host', { key: key(), verb: { verb, ...more } }),
    /** What the host captures. */
    command: (command) => send('/host', { key: key(), command }),
    view: () => send('/view'),
    reach: () => send('/host/reach'),
    journal: () => send('/host/journal'),
    /** Every event so far; only what is new is fetched. */
    async events() {
      for (let more = true; more;) {
        const got = await send(`/host/journal?after=${known.at(-1)?.seq ?? 0}`);
        known.push(...got.events);
        more = got.more;
      }
      return known;
    },
    signal: (name) => { child.kill(name); return ended; },
    /** Ends it, and forgets its folder. */
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A phone that is not in the room yet. */
export async function phone(browser, room, { width = 390, height = 844, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'dark', reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error.stack ?? error)));
  page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) troubles.push(message.text()); });
  page.troubles = troubles;
  await page.goto(`${room.base}/r/${room.code}`);
  return page;
}

/** Joins through the door, as a person does. */
export async function join_(page, { name, family, part = 'player' }) {
  await page.fill('#name', name);
  await page.selectOption('#family', family);
  await page.check(`input[name=part][value=${part}]`);
  await page.click('[data-act=join]');
  await page.waitForSelector('.r-me');
  return page.evaluate(() => JSON.parse(localStorage.getItem(`warroom:${document.body.dataset.code}:session`)).player);
}

/** A player who has joined and sits on a seat. */
export async function seated(browser, room, { seat, ...who }) {
  const page = await phone(browser, room, who.phone);
  const player = await join_(page, who);
  if (seat) await room.host('seat', { player, seat });
  return Object.assign(page, { player });
}

/** Starts play for whoever is there. */
export async function startex(room) {
  await room.host('brief');
  await room.host('start');
}

/** The words of the lines that a page shows in a channel. */
export async function lines(page, channel = null) {
  if (channel) await page.click(`[data-channel="${channel}"]`);
  return page.$$eval('#lines .msg .words', (all) => all.map((el) => el.textContent));
}

/** How often a text stands among the lines. */
export const times = async (page, text) => (await lines(page)).filter((line) => line.includes(text)).length;

/** Opens a move's form by its button, or behind "More": which moves fit may change under the hand. */
export async function openMove(page, kind) {
  for (let tries = 0; ; tries += 1) {
    try {
      const button = page.locator(`.r-moves [data-move="${kind}"]`).first();
      if (await button.isVisible()) {
        await button.click({ timeout: 4000 });
      } else {
        await page.click('[data-act=more]', { timeout: 4000 });
        await page.click(`dialog [data-move="${kind}"]`, { timeout: 4000 });
      }
      await page.waitForSelector('dialog .form', { timeout: 8000 });
      return;
    } catch (error) {
      if (tries === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Sends the open form. */
export const send = (page) => page.click('dialog [data-act=send]');

/** Sends the open form and waits until it is accepted. */
export async function sent(page) {
  await send(page);
  await page.waitForSelector('dialog', { state: 'detached' });
}
