// Before STARTEX: who is here, what to expect; in the briefing, the card.

import { h } from './dom.js';
import { cardBody } from './card.js';
import { portrait } from './portraits.js';

const RULES = [
  ['Talk first', 'The page serves the talk. What you say aloud counts: tap “I said this”.'],
  ['Share your card', 'Everybody knows something else. Nothing on a card is secret.'],
  ['One thing is lit', 'What is asked of you lies on paper. One tap answers.'],
  ['“I don’t know” is fine', 'Say when you will be back, and be back then.'],
];

const who = (app) => h('ul', { class: 'people' }, app.store.view.seats.map((seat) => h('li', { class: 'row gap' }, portrait(seat, 28),
  h('span', { class: 'grow cut' }, h('b', {}, seat.title), ' ', h('span', { class: 't2' }, seat.name ? `${seat.name}${seat.away_from ? `, away from ${seat.away_from}` : ''}` : 'persona')))));

export function lobbyBody(app) {
  const { store } = app;
  const { common } = store;
  const briefing = common.phase === 'briefing';
  const part = store.view.part ?? app.session.part;
  const lead = briefing ? 'Read your card. The host explains the rules, then STARTEX.'
    : store.seat ? 'You have a role. Play starts when the host says STARTEX.'
      : part === 'player' ? 'You are in. The host deals the roles in a moment: you get one that is not your job.'
        : 'You are in. Nothing to do until the host starts.';
  return h('main', { class: 'waiting' },
    h('h1', { class: 's4' }, h('b', {}, common.title)),
    h('p', { class: 't2', role: 'status' }, lead),
    store.seat ? h('section', { class: 'paper-card', 'aria-label': 'Your role card' }, cardBody(app)) : null,
    h('section', {}, h('h2', { class: 's1 t2' }, 'How it goes'), h('ol', { class: 'rules' }, RULES.map(([title, text]) => h('li', {}, h('b', {}, title), h('span', { class: 't2 block' }, text))))),
    h('section', {}, h('h2', { class: 's1 t2' }, 'At the table'), who(app)));
}

/** What it depends on. */
export const lobbyKey = (app) => [app.store.phase, app.store.view.card, app.store.view.seats, app.store.view.name];
