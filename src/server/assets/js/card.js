// The role card: who I am tonight, what I know, what I want. Nothing on it is
// secret, and it says so.

import { h } from './dom.js';
import { icon } from './icons.js';
import { openMove, tellFact } from './moves.js';
import { portrait } from './portraits.js';
import { openSheet } from './sheet.js';
import { aboutFact } from './words.js';

const list = (title, lines) => (lines?.length ? h('section', {}, h('h3', { class: 's1' }, title), h('ul', {}, lines.map((line) => h('li', {}, line)))) : null);
const para = (title, text) => (text ? h('section', {}, h('h3', { class: 's1' }, title), h('p', {}, text)) : null);

function factLine(app, fact) {
  const open = app.store.phase === 'play';
  const about = aboutFact(app.store.view, fact);
  const tell = h('button', { type: 'button', class: 'tell row', 'aria-label': `Tell: ${fact.line}`, data: { f: `card-${fact.id}`, fact: fact.id, act: 'card-tell' }, disabled: Boolean(app.store.still),
    on: { click: async () => { tell.disabled = true; if (!await tellFact(app, fact)) tell.disabled = false; } } }, 'Tell');
  return h('li', { class: `fact-line row${fact.told ? ' told' : ''}` },
    h('div', { class: 'grow' }, h('b', {}, about ? `${about.option}, ${about.cell}: ${fact.short}` : fact.short), h('p', { class: 's1 plain' }, fact.line), fact.own ? null : h('p', { class: 's1 plain' }, 'heard from others')),
    fact.told ? h('span', { class: 'row s1 ok' }, icon('acknowledge', 16), 'told') : open ? tell : null);
}

/** The card's content, for the sheet, the side column and the briefing. */
export function cardBody(app) {
  const { card } = app.store.view;
  if (!card) return h('p', { class: 't2' }, 'You have no role yet. The host deals the roles; nobody gets the role of their own job.');
  const own = card.facts.filter((fact) => fact.own);
  const heard = card.facts.filter((fact) => !fact.own);
  return h('div', { class: 'card' },
    h('div', { class: 'row gap' }, portrait(app.store.me, 44), h('div', { class: 'grow' }, h('b', { class: 's3 block' }, card.title), h('span', { class: 's1 soft' }, card.character))),
    h('p', { class: 'brief' }, card.brief),
    h('p', { class: 's1 soft open' }, 'Nothing on this card is secret. Sharing it is the point.'),
    h('section', {}, h('h3', { class: 's1' }, 'What you know'), own.length ? h('ul', { class: 'fact-list' }, own.map((fact) => factLine(app, fact))) : h('p', {}, 'Nothing that others do not know. Ask.')),
    heard.length ? h('section', {}, h('h3', { class: 's1' }, 'What you heard'), h('ul', { class: 'fact-list' }, heard.map((fact) => factLine(app, fact)))) : null,
    list('What you want', card.goals),
    list('You answer for', card.answers_for),
    list('You may decide', card.decides),
    para('What normal looks like', card.normal),
    list('What you work with', card.tools),
    list('What you are good with', card.proficient ?? []),
    para('Behind you', card.team));
}

export function openCard(app) {
  const paint = () => body.replaceChildren(cardBody(app));
  const body = h('div', {});
  let key = null;
  const watch = () => {
    const now = JSON.stringify([app.store.view.card, app.store.still]);
    if (now !== key) { key = now; paint(); }
  };
  watch();
  app.store.listeners.add(watch);
  const ask = app.store.seat && app.store.phase === 'play'
    ? h('button', { type: 'button', class: 'side grow', on: { click: () => openMove(app, 'tell') } }, 'Tell something else') : null;
  openSheet({ title: 'Role card', id: 'card', body, foot: ask, paper: true, closed: () => app.store.listeners.delete(watch) });
}
