// A stand-in for the server with one canned room for each state of the page:
// to look at the page, not to test rules. `node mock.mjs [port]`, then open
// `/r/<state>`: lobby, dealt, briefing, play, idle, objections, order, commander,
// paused, cut, postmortem, long, emergency, incidents, hotwash, closed, scribe, certification,
// empty, unseated.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAMILIES, NOTICE, itemsOf, viewOf } from './mock-room.mjs';

const server = join(fileURLToPath(import.meta.url), '../../../src/server');
const TYPES = { '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.html': 'text/html' };
const rooms = new Map();

function room(code) {
  if (!rooms.has(code)) rooms.set(code, { view: viewOf(code), items: itemsOf(code), listeners: new Set(), keys: new Map(), start: Date.now() });
  return rooms.get(code);
}

const json = (res, status, body) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const event = (name, data, id) => `event: ${name}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`;

function stream(res, of, after) {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const n = of.items.length;
  const common = of.view.common;
  if (after === null) res.write(event('reset', { epoch: 1, n, view: of.view, items: of.items.map((item, i) => ({ n: i + 1, ...item })) }));
  else for (let i = after; i < n; i += 1) res.write(event('item', of.items[i], i + 1));
  const tell = (text) => res.write(text);
  of.listeners.add(tell);
  const beat = setInterval(() => tell(event('heartbeat', { n: of.items.length, now: common.now })), 10_000);
  res.on('close', () => { clearInterval(beat); of.listeners.delete(tell); });
}

function move(of, { key, command }) {
  if (of.keys.has(key)) return of.keys.get(key);
  const play = command.play ?? command;
  if ((play.text ?? '').includes('refuse')) return [422, { reason: 'authority', why: 'That is for the incident commander to do. You can propose it, or object.', legal: ['propose', 'object'] }];
  const { view, items } = of;
  const facts = play.move?.facts ?? [];
  for (const fact of view.card?.facts ?? []) if (facts.includes(fact.id)) fact.told = true;
  if (facts.length) view.asked = view.asked.filter((ask) => ask.message !== play.reply_to);
  if (play.move?.kind === 'acknowledge') { view.orders = []; }
  const words = play.text || (view.card?.facts ?? []).filter((f) => facts.includes(f.id)).map((f) => f.line).join(' ') || JSON.stringify(play.move ?? command);
  const item = { seq: 100 + items.length, at: view.common.now, clock: view.common.clock.slice(0, 5), show: 'message', from: { seat: view.seat, name: 'sarah-db', persona: false }, channel: play.private ? null : play.channel ?? 'room', to: play.to ?? [], kind: play.move?.kind ?? null, medium: null, text: words, reply_to: play.reply_to ?? null, spoken: command.do === 'capture' };
  items.push(item);
  for (const tell of of.listeners) { tell(event('item', item, items.length)); tell(event('view', { epoch: 1, n: items.length, view })); }
  const answer = [200, { first: item.seq, last: item.seq }];
  of.keys.set(key, answer);
  return answer;
}

async function body(req) {
  let text = '';
  for await (const piece of req) text += piece;
  return JSON.parse(text);
}

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x');
  const path = decodeURIComponent(url.pathname);
  const api = path.match(/^\/api\/rooms\/([^/]+)(?:\/(.*))?$/);
  if (api) {
    const of = room(api[1]);
    switch (api[2]) {
      case undefined: return api[1] === 'none' ? json(res, 404, { why: 'No such room.' }) : json(res, 200, { title: of.view.common.title, summary: 'Saturday, 02:05. Five minutes after the switch to a new cluster, one person in twenty cannot log in.', minutes: 40, phase: 'lobby', families: FAMILIES, notice: NOTICE, certification: false });
      case 'join': { const got = await body(req); return json(res, 200, { player: 'p1', token: 'ab', epoch: 1, got }); }
      case 'view': return json(res, 200, of.view);
      case 'history': return json(res, 200, { items: [] });
      case 'moves': { const [status, answer] = move(of, await body(req)); return json(res, status, answer); }
      default: return stream(res, of, url.searchParams.has('after') ? Number(url.searchParams.get('after')) : null);
    }
  }
  const page = path === '/' || path.startsWith('/r/');
  const file = page ? join(server, 'templates/page.html') : join(server, normalize(path));
  try {
    let content = await readFile(file);
    const code = path.startsWith('/r/') ? path.slice(3) : '';
    if (page) content = String(content).replace(/\{#.*?#\}/gs, '').replaceAll('{{ code }}', code).replaceAll('{{ title }}', 'A migration gone wrong').replaceAll('{{ language }}', 'en').replaceAll('{{ version }}', '0');
    res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'" }).end(content);
  } catch {
    res.writeHead(404).end();
  }
}).listen(Number(process.argv[2] ?? 8099), function listening() { console.log(`http://localhost:${this.address().port}`); });
