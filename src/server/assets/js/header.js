// Who I am, the clock, the strip of the state board.

import * as clock from './clock.js';
import { h, region } from './dom.js';
import { icon, severityMark } from './icons.js';
import { portrait } from './portraits.js';
import { openSituation } from './situation.js';
import { openYou } from './you.js';

const PARTS = { player: 'waiting for a role', scribe: 'scribe', observer: 'observer', evaluator: 'evaluator' };

export function drawMe(app, el) {
  const { store } = app;
  const me = store.me;
  const part = store.view.part ?? app.session.part;
  const title = me?.title ?? store.view.name ?? app.session.name;
  const away = me?.away_from ? ` · away from ${me.away_from}` : '';
  const sub = me ? `${me.character}${away}` : PARTS[part] ?? '';
  const link = { live: null, opening: 'Connecting…', waiting: 'Reconnecting… nothing is lost', shut: 'Shut for now: you keep your place' }[store.link] ?? null;
  region(el, [title, sub, link, me], () => [
    h('button', { type: 'button', class: 'me-open row grow', 'aria-label': `${title}, ${sub}. About you`, data: { f: 'you' }, on: { click: () => openYou(app) } },
      portrait(me, 44),
      h('span', { class: 'grow' },
        h('span', { class: 's3 two' }, h('b', {}, title)),
        h('span', { class: `s1 two ${link ? 'lamp' : 't2'}`, data: { role: 'sub' } }, link ?? sub))),
    h('div', { class: 'time' }, h('div', { class: 's5', id: 'clock', 'aria-label': 'The story’s clock' }), h('div', { class: 's1 lamp two', id: 'deadline' })),
  ]);
  tick(app);
}

/** Called each second: only the words that changed are touched. */
export function tick(app) {
  const { store } = app;
  const common = store.common;
  const at = document.getElementById('clock');
  if (!common || !at) return;
  const set = (el, text) => { if (el && el.textContent !== text) el.textContent = text; };
  set(at, clock.shows(common, store.now));
  const due = common.phase === 'play' ? clock.nextDeadline(common, store.now) : null;
  const line = document.getElementById('deadline');
  set(line, due?.label ?? '');
  line?.classList.toggle('late', Boolean(due?.late));
  for (const el of document.querySelectorAll('[data-since]')) {
    set(el, `${clock.span(store.now - Number(el.dataset.since))}${el.dataset.after ?? ' ago'}`);
  }
}

/** Where there is no outage, as in a review, nothing is measured by it: what is left is the way to what the room shares. */
function drawAgenda(app, el) {
  const part = app.store.common.scene?.title;
  region(el, ['agenda', part], () => h('button', { type: 'button', class: 'board agenda row', data: { f: 'board', act: 'situation' }, on: { click: () => openSituation(app) } },
    icon('review', 20), h('span', { class: 'grow' }, h('b', {}, part ? `Review: ${part}` : 'Review'), h('span', { class: 's1 t2 block' }, 'Agenda, board, who is here')), icon('next', 20)));
}

export function drawBoard(app, el) {
  const { common, board, metrics } = app.store.view;
  if (common.outage === false) { drawAgenda(app, el); return; }
  const line = (name) => board.find((entry) => entry.line === name)?.text ?? '';
  const severity = common.severity;
  const figure = metrics[0];
  const cells = [
    figure ? [figure.value, figure.label] : [line('impact') || 'open', 'impact'],
    [line('plan') || 'open', 'plan'],
    [line('next-update') || 'open', 'update'],
  ];
  region(el, [severity, cells], () => h('button', {
    type: 'button', class: 'board row', 'aria-label': `State board. ${severity ? `${severity.label}, ${severity.word}` : 'Severity not declared'}. ${cells.map(([value, name]) => `${name}: ${value}`).join('. ')}. Open it`,
    data: { f: 'board', act: 'situation' }, on: { click: () => openSituation(app) },
  },
  h('span', { class: 'board-sev row' }, severityMark(severity ? Number(severity.label.slice(4)) : 0),
    h('span', {}, h('b', { class: `sev-word ${severity ? severity.label.toLowerCase() : ''}` }, severity?.label ?? 'SEV'), h('span', { class: 's1 t2 block' }, severity?.word ?? 'open'))),
  cells.map(([value, name]) => h('span', { class: 'board-cell' }, h('b', { class: 'two' }, value), h('span', { class: 's1 t2 two' }, name)))));
}
