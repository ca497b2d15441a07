// Before STARTEX: who is here, what to expect; in the briefing, the card.

import { h } from './dom.js';
import { cardBody } from './card.js';
import { keyed } from './list.js';
import { portrait } from './portraits.js';

const RULES = [
  ['Talk first', 'The page serves the talk. What you say aloud counts: tap “I said this”.'],
  ['Share your card', 'Everybody knows something else. Nothing on a card is secret.'],
  ['One thing is lit', 'What is asked of you lies on paper. One tap answers.'],
  ['“I don’t know” is fine', 'Say when you will be back, and be back then.'],
];

/** Who plays a role: nobody, where it is one that only a larger table has. */
const holder = (seat) => (seat.name ? `${seat.name}${seat.away_from ? `, away from ${seat.away_from}` : ''}` : seat.larger ? 'only at larger tables' : 'persona');

const who = (seat) => h('li', { class: 'row gap' }, portrait(seat, 28),
  h('span', { class: 'grow two' }, h('b', {}, seat.title), ' ', h('span', { class: 't2' }, holder(seat))));

/** What to do now. */
function lead({ store, session }) {
  if (store.phase === 'briefing') return 'Read your card. The host explains the rules, then STARTEX.';
  if (store.seat) return 'You have a role. Play starts when the host says STARTEX.';
  return (store.view.part ?? session.part) === 'player' ? 'You are in. The host deals the roles in a moment: you get one that is not your job.'
    : 'You are in. Nothing to do until the host starts.';
}

/** Who comes, and what the card says, changes under people's eyes: only that is drawn anew. */
export function drawLobby(app, el) {
  const { common, card, seats } = app.store.view;
  const now = lead(app);
  keyed(el, [
    { key: 'title', shows: common.title, build: () => h('h1', { class: 's4' }, h('b', {}, common.title)) },
    { key: 'lead', shows: now, build: () => h('p', { class: 't2', role: 'status' }, now) },
    ...(app.store.seat ? [{ key: 'card', shows: [card, app.store.me], build: () => h('section', { class: 'paper-card', 'aria-label': 'Your role card' }, cardBody(app)) }] : []),
    { key: 'rules', build: () => h('section', {}, h('h2', { class: 's1 t2' }, 'How it goes'), h('ol', { class: 'rules' }, RULES.map(([title, text]) => h('li', {}, h('b', {}, title), h('span', { class: 't2 block' }, text))))) },
    { key: 'seats', build: () => h('section', {}, h('h2', { class: 's1 t2' }, 'At the table'), h('ul', { class: 'people' })) },
  ]);
  keyed(el.querySelector('.people'), seats.map((seat) => ({ key: seat.id, shows: seat, build: () => who(seat) })));
}
