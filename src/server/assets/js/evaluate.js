// What an evaluator does: note a behaviour, tied to a moment, and rate a
// criterion without having seen the automatic score. Neither reaches players.

import { h, region } from './dom.js';
import { openForm } from './form.js';
import { chips, need, seats, text, words } from './form-parts.js';
import { icon } from './icons.js';

export const isEvaluator = (app) => (app.store.view?.part ?? app.session.part) === 'evaluator';

/** Five steps say as much as a hundred, and two people agree on them more often. */
const SHARES = [[0, 'not at all'], [25, 'a little'], [50, 'half'], [75, 'mostly'], [100, 'fully']]
  .map(([percent, label]) => ({ id: String(percent), label, note: `${percent}%` }));

/** Writes down what was seen; `item` is the line that it belongs to. */
export function openObserve(app, item = null) {
  const { view } = app.store;
  openForm(app, {
    id: `observe-${item?.seq ?? ''}`, title: 'A note', send: 'Keep it', still: () => null,
    start: { seat: item?.from?.seat ?? null },
    lead: item ? `${item.clock} · ${item.text}` : null,
    fields: () => [
      seats('seat', 'About', { seats: view.seats }, { optional: true }),
      words('text', 'What you saw or heard', { lines: 3, hint: 'What was done, not what you think of it. The host reads it; players do not.' }),
    ],
    command: (v) => ({ do: 'host', verb: 'observe', seat: v.seat || null, of: item?.seq ?? null, text: need(v, 'text', 'Write down what you saw.') }),
  });
}

/** Rates a criterion. */
export function openRate(app) {
  const { criteria = [] } = app.store.view;
  openForm(app, {
    id: 'rate', title: 'A rating', send: 'Rate it', still: () => null,
    fields: () => [
      chips('criterion', 'What', criteria.map((one) => ({ id: one.id, label: one.label, note: `${one.points} points`, wide: true }))),
      chips('percent', 'How far', SHARES),
      words('text', 'What it rests on', { lines: 3, hint: 'A rating again replaces yours.' }),
    ],
    command: (v) => ({
      do: 'host', verb: 'rate', criterion: need(v, 'criterion', 'Choose what you rate.'), percent: Number(need(v, 'percent', 'Say how far.')), text: text(v.text),
    }),
  });
}

/** The evaluator's two buttons, where players have their moves. */
export function drawEvaluate(app, el) {
  const buttons = [['note', 'Note', 'observe', () => openObserve(app)], ['flag', 'Rate', 'rate', () => openRate(app)]];
  region(el, ['evaluator'], () => buttons.map(([image, label, act, run]) => h('button', { type: 'button', class: 'move', data: { f: act, act }, on: { click: run } }, icon(image), label)));
}
