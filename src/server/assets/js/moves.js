// Opens the form of a move, and makes one-tap moves. Here the envelope is put
// together: channel, receivers, reply, and speech that is captured.

import { h } from './dom.js';
import { openForm } from './form.js';
import { offers } from './form-parts.js';
import { act } from './forms-dice.js';
import * as lead from './forms-lead.js';
import { REVIEW, readers, review } from './forms-review.js';
import * as talk from './forms-talk.js';
import * as work from './forms-work.js';
import { toast } from './sheet.js';
import { PRIVATE } from './store.js';
import { label, plain, question } from './words.js';

const SPECS = {
  ...talk, ...work, declare: lead.declare, assign: lead.assign, 'set-channels': lead.setChannels,
  decide: lead.decide, 'hand-over': lead.handOver, resolve: lead.resolve, reassign: lead.reassign, act, review,
};

/** How long ago something was said; speech dates back five minutes at most. */
export const AGO = [
  { id: '0 s', label: 'just now' }, { id: '30 s', label: '30 s ago' }, { id: '1 min', label: '1 min ago' }, { id: '2 min', label: '2 min ago' },
];

/** Where a form begins: where the question came from, else what is on screen. */
function startsIn(app, kind, context) {
  const { store } = app;
  const reply = context.reply ? store.bySeq.get(context.reply) : null;
  if (context.channel !== undefined) return context.channel ?? PRIVATE;
  if (reply?.show === 'message') return reply.channel ?? PRIVATE;
  const shown = store.channels.find((channel) => channel.id === store.channel);
  const open = ['say', 'tell', 'ask', 'report', 'update'].includes(kind) && shown && shown.id !== PRIVATE;
  return open && (kind === 'update' || plain(shown.purpose) !== 'customers') ? shown.id : store.warRoom;
}

function envelope(made, values, context) {
  const secret = values.where === PRIVATE;
  const to = made.to ?? context.to ?? [];
  if (secret && !to.length) throw new Error('Say to whom you speak in private.');
  const channel = secret ? null : values.where ?? null;
  return { move: made.move, channel, private: secret, to, reply_to: context.reply ?? null, text: (made.text ?? '').trim() };
}

const command = (play, seat, ago) => (ago === null ? { do: 'play', ...play } : { do: 'capture', seat, ago, play });

/**
 * Opens the form of a move. `context`: what it answers (`reply`, `to`,
 * `channel`, `facts`, `option`), `own` for an answer in own words, and for speech `spoken` and whose (`seat`).
 */
export function openMove(app, kind, context = {}) {
  const { store } = app;
  const spec = SPECS[kind];
  if (!spec || !store.view) return;
  const seat = context.seat ?? store.seat;
  let offer = offers(store);
  const id = [kind, context.reply ?? '', context.seat ?? ''].filter(Boolean).join('-');
  const start = {
    where: startsIn(app, kind, context), to: context.to ?? [], facts: context.facts ?? [], option: context.option ?? null,
    ...spec.start?.(offer, seat), ...context.start, spoken: Boolean(context.spoken), ago: context.ago ?? '0 s',
  };
  const reply = context.reply ? store.bySeq.get(context.reply) : null;
  const whose = context.seat && context.seat !== store.seat ? store.seatOf(context.seat)?.title : null;
  app.remember({ kind, context });
  openForm(app, {
    id,
    title: whose ? `${whose}: ${label(kind).toLowerCase()}` : question(kind) || label(kind),
    lead: reply ? [h('span', { class: 's1' }, `${reply.from.name}: `), reply.text] : null,
    send: spec.send,
    start,
    fields: (values) => [
      ...spec.fields(offer, values, seat, context),
      whose ? null : { type: 'check', name: 'spoken', label: 'I said this aloud', hint: 'It counts just as much.' },
      values.spoken ? { type: 'chips', name: 'ago', label: 'When it was said', options: AGO } : null,
    ],
    command: (values) => command(envelope(spec.make(offer, values, seat), values, context), seat, values.spoken ? values.ago ?? '0 s' : null),
    stale: () => { offer = offers(store); },
    overtaken: (values) => spec.overtaken?.(offer, values),
    first: context.own ? 'text' : null,
    closed: () => app.remember(null),
  });
}

/** Sends at once; a refusal is said in words. */
async function send(app, made, title) {
  if (app.store.still) { toast(app.store.still, 'bad'); return false; }
  const done = await app.outbox.send(made, `tap-${JSON.stringify(made)}`, title);
  if (!done.ok) toast(done.why, 'bad');
  return done.ok;
}

/**
 * The channel in which a fact belongs: where the question was asked; detail
 * that fills no cell of the matrix goes to the technical thread, if there is one.
 */
function belongs(app, fact, ask) {
  const thread = app.store.channels.find((channel) => channel.technical_rule);
  if (ask && ask.channel === null) return { channel: null, private: true, to: ask.seat ? [ask.seat] : [] };
  if (fact.technical && !fact.cells.length && thread) return { channel: thread.id, private: false, to: [] };
  return { channel: ask?.channel ?? app.store.warRoom, private: false, to: [] };
}

/** Tells a fact in one tap. */
export function tellFact(app, fact, ask = null, ago = null) {
  const place = belongs(app, fact, ask);
  // In private there is nobody to tell but a seat; an outsider is answered in the open.
  const open = place.private && !place.to.length ? { channel: app.store.warRoom, private: false, to: [] } : place;
  const play = { move: { kind: 'tell', facts: [fact.id] }, ...open, reply_to: ask?.message ?? null, text: '' };
  return send(app, command(play, app.store.seat, ago), fact.short);
}

/** "On it", or "I don't know, back by …" */
export function acknowledge(app, { message, channel, seat }, back) {
  const secret = channel === null && Boolean(seat);
  const play = {
    move: { kind: 'acknowledge', back_by: back }, channel: secret ? null : channel ?? app.store.warRoom, private: secret, to: seat ? [seat] : [], reply_to: message, text: '',
  };
  return send(app, command(play, null, null), back ? `back by ${back}` : 'On it');
}

/** A short line without a form. */
export function sayLine(app, words, { channel, reply = null, to = [] }) {
  const secret = channel === PRIVATE || channel === null;
  return send(app, command({ move: { kind: 'say' }, channel: secret ? null : channel, private: secret, to, reply_to: reply, text: words }, null, null), words);
}

/** Starts work in one tap. */
export const startWork = (app, option, reply = null) =>
  send(app, command({ move: { kind: 'start', option }, channel: null, private: false, to: [], reply_to: reply, text: '' }, null, null), 'Start');

/** Opens a form of the retrospective. */
export function openReview(app, kind) {
  const spec = REVIEW[kind];
  const me = app.store.seat;
  app.remember({ review: kind });
  openForm(app, {
    id: `review-${kind}`, title: spec.label, lead: readers(kind), send: 'Add it',
    still: () => (['hot-wash', 'review'].includes(app.store.phase) ? null : app.store.phase === 'closed' ? 'The room is closed' : 'The review comes after ENDEX'),
    fields: (values) => spec.fields(offers(app.store), values, me),
    command: (values) => ({ do: 'review', ...spec.make(offers(app.store), values) }),
    closed: () => app.remember(null),
  });
}

/** Marks a moment to talk about. */
export const star = (app, seq) => app.outbox.send({ do: 'review', review: 'star', of: seq }, `star-${seq}`, 'Star')
  .then((done) => toast(done.ok ? 'Starred' : done.why, done.ok ? 'good' : 'bad'));

/** Disputes words that somebody captured for me. */
export function openDispute(app, item) {
  openForm(app, {
    id: `dispute-${item.seq}`, title: 'That is not what I said', send: 'Dispute it', still: () => null, lead: item.text,
    fields: () => [{ type: 'words', name: 'why', label: 'What is wrong with it', lines: 3, hint: 'The host reads it and decides whether it counts.' }],
    command: (values) => {
      if (!values.why?.trim()) throw new Error('Say in a sentence what is wrong.');
      return { do: 'dispute', of: item.seq, why: values.why.trim() };
    },
  });
}
