// Channels and their lines. Folded: the latest few, above what is asked.
// Unfolded: everything, with a line to write in.

import { announce, h, region } from './dom.js';
import { isEvaluator, openObserve } from './evaluate.js';
import { icon } from './icons.js';
import { keyed } from './list.js';
import { sayLine, openMove, openDispute, star } from './moves.js';
import { request } from './net.js';
import { portrait } from './portraits.js';
import { openSheet, toast } from './sheet.js';
import { PRIVATE } from './store.js';
import { MEDIA, label, plain } from './words.js';

/** Lines drawn at once; older ones come by the button. */
const MOST = 500;

function tab(app, { id, title, unread, on }) {
  const { store } = app;
  return h('button', {
    type: 'button', role: 'tab', class: `tab row${on ? ' on' : ''}`, 'aria-selected': String(on), 'aria-controls': 'lines', data: { f: `tab-${id}`, channel: id },
    on: { click: () => { store.markRead(store.channel); store.channel = id; app.low = true; store.changed(); } },
  }, h('span', { class: 'two' }, title), unread ? h('span', { class: 'new', 'aria-label': `${unread} unread` }, String(unread)) : null);
}

/** The row of tabs. On a phone it goes sideways: its edges are watched, so that nothing beyond them is overlooked. */
function tabRow(el) {
  const row = h('div', { class: 'tab-row row', role: 'tablist', 'aria-label': 'Channels', on: { scroll: () => edges(el, row) } });
  new ResizeObserver(() => edges(el, row)).observe(row);
  return row;
}

/** Says to the styles at which end tabs lie out of sight, and whether one of those has something new. */
function edges(el, row) {
  const { left, right } = row.getBoundingClientRect();
  const boxes = [...row.children].map((one) => ({ box: one.getBoundingClientRect(), news: one.querySelector('.new')?.getBoundingClientRect() }));
  const before = boxes.filter(({ box }) => box.left < left - 1);
  const after = boxes.filter(({ box }) => box.right > right + 1);
  const set = (name, on) => el.classList.toggle(name, on);
  set('more-left', before.length > 0);
  set('more-right', after.length > 0);
  set('news-left', before.some(({ news }) => news?.left < left));
  set('news-right', after.some(({ news }) => news?.right > right));
}

/** Brings the chosen tab to the middle when it was chosen; where the reader moves the row later, it stays. */
function centre(row, channel) {
  if (row.shown === channel) return;
  row.shown = channel;
  const at = row.querySelector('.on')?.getBoundingClientRect();
  const all = row.getBoundingClientRect();
  if (at) row.scrollLeft += (at.left + at.right - all.left - all.right) / 2;
}

export function drawTabs(app, el) {
  const { store } = app;
  region(el, app.unfolded, () => [
    tabRow(el),
    h('button', { type: 'button', class: 'round fold', 'aria-expanded': String(app.unfolded), 'aria-label': app.unfolded ? 'Fold the channel' : 'Read the whole channel', data: { f: 'fold', act: 'fold' },
      on: { click: () => app.unfold(!app.unfolded) } }, icon(app.unfolded ? 'down' : 'up', 20)),
  ]);
  keyed(el.firstChild, store.channels.map(({ id, title }) => {
    const shows = { id, title, unread: store.unread(id), on: id === store.channel };
    return { key: id, shows, build: () => tab(app, shows) };
  }));
  centre(el.firstChild, store.channel);
  edges(el, el.firstChild);
}

/** Whatever a message shows beside what its item says. */
function around(app, item) {
  const { store } = app;
  const seat = item.from.seat ? store.seatOf(item.from.seat) : null;
  const mine = item.from.seat !== null && item.from.seat === store.seat;
  const reply = item.reply_to ? store.bySeq.get(item.reply_to) : null;
  const to = item.to.map((id) => (id === store.seat ? 'you' : store.seatOf(id)?.title ?? id)).join(', ');
  const how = [mine && !item.from.scripted ? 'you' : null, item.from.scripted ? (mine ? 'you, by the story' : 'by the story') : null, item.from.persona ? 'persona' : null, MEDIA[plain(item.medium)] || null, item.kind && !['say', 'tell'].includes(item.kind) ? label(item.kind).toLowerCase() : null, item.spoken ? 'said aloud' : null, to ? `to ${to}` : null];
  return {
    how: how.filter(Boolean).join(' · '),
    quote: reply?.show === 'message' ? `${reply.from.name}: ${reply.text}` : null,
    face: seat && { plate: seat.plate, glyph: seat.glyph, colour: seat.colour, persona: seat.persona },
  };
}

function message(app, item, { how, quote, face }) {
  return h('article', { class: 'msg row', data: { seq: item.seq, kind: item.kind ?? '', n: item.n } },
    h('i', { class: 'dot' }, h('span', { class: 'hidden' }, 'New.')),
    portrait(face, 24),
    h('div', { class: 'grow' },
      h('div', { class: 's1 row gap top' }, h('span', { class: 'grow two' }, h('b', {}, item.from.name), ' ', h('span', { class: 't2' }, how)), h('span', { class: 't2' }, item.clock)),
      quote ? h('div', { class: 's1 t2 cut quote' }, quote) : null,
      h('div', { class: 'words' }, item.text)),
    h('button', { type: 'button', class: 'round dots', 'aria-label': `Answer ${item.from.name}, ${item.clock}`, data: { f: `msg-${item.seq}`, act: 'message' }, on: { click: () => openLine(app, item) } }, icon('dots', 20)));
}

function notice(app, item, starred) {
  return h('article', { class: `notice s1 row tone-${item.tone}`, data: { seq: item.seq, kind: item.kind ?? '', n: item.n } },
    h('span', { class: 'grow' }, item.text), h('span', { class: 't2' }, item.clock),
    starred ? h('button', { type: 'button', class: 'round dots', 'aria-label': `Star: ${item.text}`, data: { f: `star-${item.seq}` }, on: { click: () => star(app, item.seq) } }, icon('star', 18)) : null);
}

/** A line of the list. */
function row(app, item) {
  if (item.show === 'notice') {
    const starred = ['hot-wash', 'review'].includes(app.store.phase);
    return { key: item.seq, shows: [item, starred], build: () => notice(app, item, starred) };
  }
  const more = around(app, item);
  return { key: item.seq, shows: [item, more], build: () => message(app, item, more) };
}

/** What one can do with a line. */
function openLine(app, item) {
  const { store } = app;
  const act = (name, words, run) => h('button', { type: 'button', class: 'more-move row', data: { act: `line-${words}` }, on: { click: run } }, icon(name), words);
  const to = item.from.seat && item.from.seat !== store.seat ? [item.from.seat] : [];
  const context = { reply: item.seq, to };
  const body = h('div', { class: 'more-list' },
    store.phase === 'play' && store.seat ? [
      act('tell', 'Answer', () => openMove(app, 'tell', context)),
      act('ask', 'Ask back', () => openMove(app, 'ask', context)),
      act('acknowledge', 'Acknowledge', () => openMove(app, 'acknowledge', context)),
      act('object', 'Object', () => openMove(app, 'object', context)),
    ] : null,
    isEvaluator(app) ? act('note', 'Note what was done here', () => openObserve(app, item)) : null,
    ['hot-wash', 'review'].includes(store.phase) ? act('star', 'Star this moment', () => star(app, item.seq)) : null,
    item.from.seat === store.seat && item.spoken ? act('flag', 'That is not what I said', () => openDispute(app, item)) : null);
  const nothing = !body.childElementCount;
  openSheet({ title: item.from.name, id: 'line', body: [h('p', { class: 's3 words' }, item.text), nothing ? h('p', { class: 't2' }, 'Nothing to do with it now.') : body] });
}

async function older(app) {
  const { store } = app;
  const channel = store.channel;
  // What this page has of a channel's messages is its end: notices say nothing of that.
  const first = store.in(channel).find((item) => item.show === 'message');
  try {
    const query = `channel=${encodeURIComponent(channel.trim())}&before=${first?.n ?? store.last + 1}`;
    const got = await request(`${app.api}/history?${query}`, { token: app.session.token });
    store.older(channel, got.items.filter((item) => store.placeOf(item) === channel));
  } catch (failed) {
    toast(failed.status === 0 ? 'No network. Try again in a moment.' : failed.message, 'bad');
  }
}

/** Why somebody without a role reads nothing, whatever was said. */
const unseated = (phase) => (phase === 'play' ? 'You have no role, so you read nothing yet. Ask the host for one: then what was said in its channels comes up here.'
  : 'You had no role when play ended, so what was said is not shown here. Ask the host.');

/** What stands for lines where there are none. */
function nothing(store) {
  const channel = store.channels.find((one) => one.id === store.channel);
  if (store.epoch === null) return 'Reading what was said…';
  // The talk goes to seats, and to those who came to write, watch or rate.
  if (store.view.audience === 'player' && !store.seat) return unseated(store.phase);
  return store.channel === PRIVATE ? 'Words to you alone appear here.' : `Nothing has been said in “${channel?.title ?? 'this channel'}” yet.`;
}

export function drawLines(app, el) {
  const { store } = app;
  const items = store.in(store.channel).slice(-MOST);
  const low = app.low;
  const empty = nothing(store);
  const more = app.unfolded && items.length && store.hasOlder(store.channel);
  const drawn = keyed(el, [
    ...(more ? [{ key: 'older', build: () => h('button', { type: 'button', class: 'chip older', data: { f: 'older' }, on: { click: () => older(app) } }, 'Older') }] : []),
    ...(items.length ? [{ key: 'spring', build: () => h('div', { class: 'spring' }) }] : [{ key: 'empty', shows: empty, build: () => h('p', { class: 't2 empty' }, empty) }]),
    ...items.map((item) => row(app, item)),
  ]);
  // That a line was read changes how it looks, and leaves it where it is.
  for (const line of el.querySelectorAll('.msg')) line.classList.toggle('fresh', store.isNew(store.bySeq.get(Number(line.dataset.seq))));
  if (drawn && (low || app.stick)) { el.scrollTop = el.scrollHeight; app.stick = false; }
  fit(app, el);
  for (const item of store.drain()) if (item.show === 'message' && item.from.seat !== store.seat) announce(`${item.from.name}: ${item.text}`); else if (item.show === 'notice') announce(item.text);
}

/**
 * Folded, only whole lines are shown: half a message above a question is noise.
 * Whoever scrolls sees everything.
 */
export function fit(app, el) {
  const whole = app.unfolded || !app.low || app.store.phase !== 'play';
  const top = el.getBoundingClientRect().top - 1;
  // First look, then change: else every line is measured anew for the one before it.
  const away = [...el.children].map((line) => [line, !whole && line.getBoundingClientRect().top < top && line !== el.lastElementChild]);
  for (const [line, gone] of away) line.classList.toggle('away', gone);
}

/** The line to write in, kept as a draft like every form. */
export function drawComposer(app, el) {
  const { store } = app;
  const channel = store.channels.find((one) => one.id === store.channel);
  const can = store.seat && channel && store.phase === 'play';
  region(el, [can ? channel.id : null], () => {
    if (!can) return null;
    const form = `line-${channel.id.trim()}`;
    const others = channel.id === PRIVATE ? store.in(PRIVATE).map((item) => item.from.seat).filter((seat) => seat && seat !== store.seat) : [];
    const to = others.slice(-1);
    const name = channel.id === PRIVATE ? store.seatOf(to[0])?.title : channel.title;
    if (!name) return null;
    const field = h('input', { 'aria-label': `Say to ${name}`, placeholder: `Say to ${name}…`, value: app.drafts.read(form).text ?? '', maxlength: 1000, autocomplete: 'off', data: { f: 'composer' },
      on: { input: () => app.drafts.write(form, field.value ? { text: field.value } : null) } });
    return h('form', { class: 'composer row gap', on: { submit: async (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text || field.readOnly) return;
      field.readOnly = true;
      const done = await sayLine(app, text, { channel: channel.id, to });
      field.readOnly = false;
      if (done) { field.value = ''; app.drafts.clear(form); app.stick = true; }
    } } }, field, h('button', { class: 'round send', 'aria-label': 'Send' }, icon('send')));
  });
}
