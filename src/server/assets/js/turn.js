// The turn at the table: its dice, who does what with them, how they fell.

import { h } from './dom.js';
import { openMove } from './moves.js';

const roll = (act) => {
  const fell = act.fell.length ? `${act.fell.join(' + ')}${act.bonus ? ` + ${act.bonus}` : ''} against ${act.target}` : `${act.dice} ${act.dice === 1 ? 'die' : 'dice'}${act.bonus ? ` + ${act.bonus}` : ''}, ${act.target} needed`;
  const came = act.succeeded === null ? '' : act.succeeded ? 'worked' : 'failed';
  return [h('span', { class: 's1 block' }, fell), came ? h('b', { class: `s1 ${act.succeeded ? '' : 'lamp'}` }, came) : null];
};

/** What the turn shows; nothing where time simply flows. */
export function turnPart(app) {
  const { turn } = app.store.common;
  if (!turn) return null;
  const can = app.store.view.legal?.includes('act');
  const state = turn.rolled ? 'rolled' : turn.over ? 'time is up' : `${turn.left} of ${turn.pool} dice left`;
  return h('section', { class: 'part', data: { role: 'turn' } }, h('h3', { class: 's1 t2' }, `Turn ${turn.nth}, until ${turn.ends}`),
    h('div', { class: 'line row' }, h('b', { class: 'grow' }, state), can ? h('button', { type: 'button', class: 'chip', data: { act: 'dice' }, on: { click: () => openMove(app, 'act') } }, 'Take dice') : null),
    turn.open.map((title) => h('div', { class: 'line row' }, h('span', { class: 'grow' }, title), h('span', { class: 's1 lamp' }, 'interrupt'))),
    turn.acts.map((act) => h('div', { class: 'line row' }, h('span', { class: 'grow' }, h('b', {}, act.title), h('span', { class: 's1 t2 block' }, `${app.store.seatOf(act.seat)?.title ?? ''} · ${act.tool}`)), h('span', { class: 'right' }, roll(act)))));
}
