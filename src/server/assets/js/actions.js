// The thumb's half: at most four fitting moves, speech, and everything else
// behind "More".

import { h, region } from './dom.js';
import { drawEvaluate, isEvaluator } from './evaluate.js';
import { icon } from './icons.js';
import { AGO, openMove, openReview, tellFact } from './moves.js';
import { REVIEW } from './forms-review.js';
import { openSheet } from './sheet.js';
import { draw } from './fields.js';
import { MOVES, label } from './words.js';

/** Before STARTEX and while all stands still a form is a place for a draft. */
const EARLY = ['report', 'ask', 'propose', 'say'];
const ALL = ['tell', 'ask', 'report', 'propose', 'object', 'say', 'update', 'order', 'acknowledge', 'escalate', 'note', 'verify'];
/** What a scribe writes down for others, most frequent first. */
const SCRIBED = ['say', 'tell', 'ask', 'decide', 'order', 'update', 'report', 'propose', 'object', 'acknowledge', 'declare', 'assign', 'set-channels', 'start', 'stop', 'escalate', 'note', 'verify', 'hand-over', 'resolve', 'reassign', 'act', 'review'];

const drafted = (app, kind) => app.drafts.has(kind);

function moveButton(app, kind, wide = false, context = {}) {
  const draft = !context.spoken && drafted(app, kind);
  return h('button', { type: 'button', class: wide ? 'more-move row' : 'move', data: { f: `move-${kind}`, move: kind }, on: { click: () => openMove(app, kind, context) } },
    icon(kind), wide ? h('span', { class: 'grow' }, label(kind), h('span', { class: 's1 t2 note' }, MOVES[kind]?.[1])) : label(kind),
    draft ? h('span', { class: 'draft s1' }, 'draft') : null);
}

export function drawMoves(app, el) {
  const { store } = app;
  if (isEvaluator(app) && store.phase !== 'closed') { drawEvaluate(app, el); return; }
  const fitting = store.view.fitting ?? [];
  const kinds = fitting.length ? fitting.slice(0, 4) : store.seat && store.phase === 'play' ? EARLY : [];
  region(el, [kinds, kinds.map((kind) => drafted(app, kind))], () => kinds.map((kind) => moveButton(app, kind)));
}

export function drawSaid(app, el) {
  const { store } = app;
  const scribe = isScribe(app);
  const playing = store.phase === 'play' && (store.seat || scribe);
  region(el, [playing, scribe, Boolean(store.seat)], () => {
    if (!playing) return null;
    return [
      h('button', { type: 'button', class: 'said grow s3', data: { f: 'said', act: 'said' }, on: { click: () => openSaid(app, scribe) } }, icon('mic', 20), h('b', {}, scribe ? 'Somebody said' : 'I said this')),
      store.seat ? h('button', { type: 'button', class: 'more', data: { f: 'more', act: 'more' }, on: { click: () => openMore(app) } }, 'More') : null,
    ];
  });
}

/** A scribe by part, or by sitting on a scribe's seat. */
export const isScribe = ({ store, session }) => (store.view?.part ?? session.part) === 'scribe'
  || Boolean(store.view?.seats?.find((seat) => seat.id === store.seat)?.scribe);

function openMore(app) {
  const { store } = app;
  const kinds = store.view.legal.length ? store.view.legal : ALL;
  // A short phone has no room for the fitting ones beside a question.
  const shown = document.querySelector('.r-moves')?.offsetHeight ? store.view.fitting : [];
  const fit = new Set(shown);
  const rest = kinds.filter((kind) => !fit.has(kind));
  openSheet({ title: 'More moves', id: 'more', body: h('div', { class: 'more-list' }, rest.map((kind) => moveButton(app, kind, true))) });
}

/** Speech: when, who for a scribe, and which move it was. */
function openSaid(app, scribe) {
  const { store } = app;
  const values = { ago: '0 s', seat: store.seat };
  const body = h('div', { class: 'form' });
  const redraw = () => {
    const mine = values.seat === store.seat;
    const seats = store.view.seats.map((seat) => ({ id: seat.id, label: seat.id === store.seat ? 'Me' : seat.title, seat, note: seat.name ?? 'persona' }));
    const fields = [
      scribe ? { type: 'chips', name: 'seat', label: 'Who said it', options: seats } : null,
      { type: 'chips', name: 'ago', label: 'When', options: AGO },
    ];
    const facts = mine && store.seat ? (store.view.card?.facts ?? []).filter((fact) => !fact.told) : [];
    const legal = store.view.legal ?? [];
    const kinds = (mine && legal.length ? ['say', ...legal.filter((kind) => kind !== 'say')] : SCRIBED).filter((kind) => kind !== 'assign' || store.view.form);
    body.replaceChildren(
      ...fields.filter(Boolean).map((field) => draw(field, values, { changed: () => {}, redraw })),
      ...(facts.length ? [h('div', { class: 'field' }, h('div', { class: 'field-label' }, 'You told a fact'), h('div', { class: 'chips' }, facts.map((fact) => h('button', { type: 'button', class: 'chip wide', data: { fact: fact.id, act: 'said-fact' },
        on: { click: (event) => { event.currentTarget.closest('dialog').close(); tellFact(app, fact, null, values.ago); } } }, fact.line))))] : []),
      h('div', { class: 'field' }, h('div', { class: 'field-label' }, 'What it was'),
        values.seat ? h('div', { class: 'chips' }, kinds.map((kind) => h('button', { type: 'button', class: 'chip', data: { move: kind }, on: { click: () => openMove(app, kind, { spoken: true, ago: values.ago, seat: values.seat }) } }, icon(kind, 20), label(kind))))
          : h('p', { class: 't2' }, 'First choose who said it.')));
  };
  redraw();
  openSheet({ title: scribe ? 'Somebody said' : 'I said this', id: 'said', body: [h('p', { class: 't2' }, 'What is said aloud counts. Write it down within five minutes.'), body] });
}

/** The grid of the retrospective. */
export function drawReview(app, el) {
  const on = ['hot-wash', 'review'].includes(app.store.phase);
  region(el, [on], () => (on ? Object.entries(REVIEW).map(([kind, spec]) => h('button', { type: 'button', class: 'move', data: { f: `review-${kind}`, review: kind }, on: { click: () => openReview(app, kind) } }, icon(spec.icon), spec.label)) : null));
}
