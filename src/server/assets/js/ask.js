// What is asked of me: the one lit thing on the page. Questions and tasks,
// oldest first; what was promised for later waits behind.

import * as clock from './clock.js';
import { announce, h, region } from './dom.js';
import { icon } from './icons.js';
import { acknowledge, openMove, sayLine, startWork, tellFact } from './moves.js';
import { portrait } from './portraits.js';
import { aboutFact } from './words.js';

/** Everything that waits for me, in the order it is shown. */
export function queue(store) {
  const view = store.view;
  // Without a seat nothing is asked of anybody: and what nobody answers for is not theirs.
  if (view.audience !== 'player' || !store.seat || store.phase !== 'play') return [];
  const asks = view.asked.map((ask) => ({ type: 'ask', id: `ask-${ask.ask}`, seq: ask.ask, ...ask, late: Boolean(ask.held_until) && ahead(store, ask.held_until) }));
  const orders = view.orders.map((order) => ({ type: 'order', id: `order-${order.order}`, seq: order.order, ...order, late: false }));
  // What one was made answerable for waits for a word, as a task does.
  const charges = (view.form?.responsibilities ?? []).filter((part) => part.seat === store.seat && !part.taken_on)
    .map((part) => ({ type: 'charge', id: `charge-${part.id}`, seq: 0, from: commander(view), text: `You answer for: ${part.label.toLowerCase()}`, late: false }));
  const again = store.stickies.map((ask) => ({ type: 'ask', id: `ask-${ask.ask}`, seq: ask.ask, ...ask, late: true, answered: true }));
  return [...asks, ...orders, ...charges, ...again].sort((a, b) => Number(a.late) - Number(b.late) || a.seq - b.seq);
}

/** Who commands, by title. */
const commander = (view) => view.seats.find((seat) => seat.commands)?.title ?? '';

/** The latest word by which somebody was made answerable: what "On it" answers. */
const charged = (store) => store.items.findLast((item) => item.kind === 'assign')?.seq ?? null;

/** Whether a time of day lies ahead, within half a day. */
function ahead(store, text) {
  const now = clock.ofDay(store.common.clock_start) + store.now;
  const gap = ((clock.ofDay(text) - now) % 86_400_000 + 86_400_000) % 86_400_000;
  return gap < 43_200_000 && gap > 0;
}

/** What stands before a fact: its cell, and whose, when answers are about several options. */
function keyOf(store, fact, ask, several) {
  const about = aboutFact(store.view, fact);
  if (!about) return ask.topics.find((topic) => fact.topics.includes(topic)) ?? fact.topics.at(-1) ?? '';
  return several ? [about.cell, h('span', { class: 'two' }, about.option)] : about.cell;
}

/** When a fact was told to the war room, if this page has the line. */
function toldAt(store, fact) {
  const of = store.view.options.flatMap((option) => option.cells).find((cell) => cell.fact === fact.id)?.of;
  return of ? store.bySeq.get(of)?.clock ?? '' : '';
}

function factRow(app, fact, ask, several) {
  const key = keyOf(app.store, fact, ask, several);
  if (fact.told) {
    return h('div', { class: 'fact told', data: { fact: fact.id } }, h('span', { class: 'k s1' }, key), h('b', { class: 'grow s3' }, fact.short),
      h('span', { class: 'tell row s1' }, icon('acknowledge', 16), `told ${toldAt(app.store, fact)}`));
  }
  const row = h('button', {
    type: 'button', class: 'fact', 'aria-label': `Tell: ${fact.line}`, title: fact.line, data: { f: `fact-${fact.id}`, fact: fact.id, act: 'tell' },
    on: { click: async () => {
      if (row.disabled) return;
      row.disabled = true;
      row.classList.add('going');
      if (!await tellFact(app, fact, ask)) { row.disabled = false; row.classList.remove('going'); }
    } },
  }, h('span', { class: 'k s1' }, key), h('b', { class: 'grow s3' }, fact.short), h('span', { class: 'tell row' }, 'Tell'));
  return row;
}

function later(app, thing) {
  const { store } = app;
  const asked = { message: thing.message, channel: thing.channel, seat: thing.type === 'ask' ? thing.seat : null };
  return h('div', { class: 'later' },
    h('span', { class: 's1' }, thing.type === 'order' ? 'Not now,' : 'I don’t know,', h('br'), 'back by'),
    clock.promises(store.common, store.now).map((at, i) => h('button', { type: 'button', 'aria-label': `I don’t know, back by ${at}`, data: { f: `later-${i}`, act: 'later' }, on: { click: () => acknowledge(app, asked, at) } }, at)));
}

function answers(app, thing) {
  const { store } = app;
  const seat = thing.seat ? [thing.seat] : [];
  const context = { reply: thing.message, to: seat, channel: thing.channel };
  const button = (name, words, act, run, full = false) => h('button', { type: 'button', class: `answer row${full ? ' full' : ''}`, data: { f: act, act }, on: { click: run } }, icon(name, 20), words);
  if (thing.type === 'charge') {
    return h('div', { class: 'answers' },
      button('acknowledge', 'On it', 'on-it', () => acknowledge(app, { message: charged(store), channel: undefined, seat: null }, null), true),
      button('object', 'Not me', 'answer-object', () => openMove(app, 'object', { start: { text: `Not me: ${thing.text.replace('You answer for: ', '')}` } })));
  }
  if (thing.type === 'order') {
    const can = store.view.form.startable.some((option) => option.id === thing.option);
    return h('div', { class: 'answers' },
      can ? button('start', 'Start it', 'start-it', () => startWork(app, thing.option, thing.message), true) : null,
      button('acknowledge', 'On it', 'on-it', () => acknowledge(app, { message: thing.message, channel: undefined, seat: null }, null), !can),
      button('object', 'Object', 'answer-object', () => openMove(app, 'object', { reply: thing.message, option: thing.option })));
  }
  if (thing.objections) {
    return h('div', { class: 'answers' },
      button('acknowledge', 'No objection', 'no-objection', () => sayLine(app, 'No objection from me.', { channel: thing.channel, reply: thing.message, to: thing.channel === null ? seat : [] }), true),
      button('object', 'Object', 'answer-object', () => openMove(app, 'object', context)));
  }
  const facts = thing.answers.map((id) => store.view.card?.facts.find((fact) => fact.id === id)).filter(Boolean);
  const several = new Set(facts.map((fact) => aboutFact(store.view, fact)?.option).filter(Boolean)).size > 1;
  return [
    h('div', { class: 'facts' }, facts.map((fact) => factRow(app, fact, thing, several))),
    h('div', { class: 'answers' },
      thing.answered ? button('acknowledge', 'That is all', 'that-is-all', () => store.dismiss(thing.ask)) : null,
      thing.answered || facts.some((fact) => !fact.told) ? null : button('tell', 'Answer', 'answer', () => openMove(app, 'tell', context), true)),
  ];
}

const verb = (thing) => (thing.type === 'order' ? 'gives you a task' : thing.type === 'charge' ? 'counts on you' : thing.answered ? 'asked you' : thing.objections ? 'asks for objections' : 'asks you');

export function drawAsk(app, el) {
  const { store } = app;
  const things = queue(store);
  const at = Math.min(Math.max(0, things.findIndex((thing) => thing.id === app.shownAsk)), Math.max(0, things.length - 1));
  const thing = things[at];
  const still = store.still;
  // The three times move with the minute; everything else only when the room says so.
  const minute = thing ? clock.promises(store.common, store.now) : null;
  const facts = thing?.answers?.map((id) => store.view.card?.facts.find((fact) => fact.id === id));
  if (thing && app.announced !== thing.id) {
    app.announced = thing.id;
    announce(`${thing.from} ${verb(thing)}: ${thing.text}`);
  }
  el.classList.toggle('none', !thing);
  region(el, [thing, things.length, minute, facts, app.folded, still, store.view.form?.startable], () => {
    if (!thing) {
      const waiting = store.view.waiting?.[0];
      if (store.phase !== 'play' || !store.seat) return null;
      return h('p', { class: 't2 idle' }, waiting
        ? ['You wait for an answer: ', h('b', {}, waiting.topics.join(', ') || waiting.text), ', asked ', h('span', { data: { since: waiting.at } })]
        : store.me?.commands ? 'Nothing is asked of you. You lead: what is not named, not asked, not decided yet?'
          : 'Nothing is asked of you. Look at your card: who needs what you know?');
    }
    const seat = thing.seat ? store.seatOf(thing.seat) : store.view.seats.find((one) => one.title === thing.from);
    const who = seat?.name ? `${seat.name}, ${seat.title.toLowerCase()},` : thing.from;
    const step = (by) => { app.shownAsk = things[(at + by + things.length) % things.length].id; store.changed(); };
    return [
      h('div', { class: 'row s1 ask-head' }, portrait(seat ?? null, 24), h('span', { class: 'grow two' }, `${who} ${verb(thing)}`),
        thing.at !== undefined ? h('span', { data: { since: thing.at } }) : null,
        thing.by ? h('b', {}, `by ${thing.by}`) : null,
        thing.answers?.length && !thing.objections ? h('button', { type: 'button', class: 'own-words', 'aria-label': 'Answer in your words', title: 'Answer in your words', data: { f: 'answer', act: 'answer' },
          on: { click: () => openMove(app, 'tell', { reply: thing.message, to: thing.seat ? [thing.seat] : [], channel: thing.channel, own: true }) } }, icon('tell', 20)) : null,
        things.length > 1 ? h('button', { type: 'button', class: 'next-ask row', 'aria-label': `${at + 1} of ${things.length}. Next`, data: { f: 'next-ask' }, on: { click: () => step(1) } }, `${at + 1} of ${things.length}`, icon('next', 16)) : null),
      h('div', { class: 's4 ask-words' }, h('b', {}, thing.text || thing.topics?.join(', '))),
      thing.held_until ? h('p', { class: 's1 held' }, `You said: back by ${thing.held_until}`) : null,
      app.folded ? null : [answers(app, thing), thing.answered || thing.objections || thing.type === 'charge' ? null : later(app, thing)],
    ];
  });
}
