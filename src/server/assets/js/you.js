// About me: the name others see, who keeps what, the light, and the way out.

import { h } from './dom.js';
import { icon } from './icons.js';
import { kept } from './keep.js';
import { request } from './net.js';
import { closeSheet, openSheet, toast } from './sheet.js';

/** Switches between the dark and the light page, and keeps the choice. */
function turnLight() {
  const next = document.documentElement.dataset.theme === 'light' ? 'dark' : 'light';
  document.documentElement.dataset.theme = next;
  // Plain text: `theme.js` reads it before any module is there.
  try { localStorage.setItem('warroom:theme', next); } catch { /* lasts until the page goes */ }
}

/** The lines of a notice, whatever shape it comes in: text, list, or named parts. */
export function noticeLines(notice) {
  if (!notice) return [];
  if (typeof notice === 'string') return [notice];
  if (Array.isArray(notice)) return notice.flatMap(noticeLines);
  return Object.values(notice).flatMap(noticeLines);
}

export function openYou(app) {
  const { store, session } = app;
  const notes = h('div', {}, h('p', { class: 't2' }, 'Reading who sees what…'));
  request(app.api).then((room) => notes.replaceChildren(h('ul', {}, noticeLines(room.notice).map((line) => h('li', {}, line)))))
    .catch(() => notes.replaceChildren(h('p', { class: 't2' }, 'Cannot be read now. Ask the host.')));
  let sure = false;
  const leave = h('button', { type: 'button', class: 'side grow', data: { act: 'leave' }, on: { click: async () => {
    if (!sure) { sure = true; leave.textContent = 'Leave for good? Tap again'; return; }
    const done = await app.outbox.send({ do: 'leave', player: session.player }, 'leave', 'Leave');
    if (!done.ok) { toast(done.why, 'bad'); return; }
    closeSheet();
    app.forget();
  } } }, 'Leave the room');
  const me = store.me;
  openSheet({
    title: store.view?.name || session.name || 'You', id: 'you',
    body: [
      h('p', {}, me ? `You are ${me.title} (${me.character})${me.away_from ? `, away from ${me.away_from}` : ''}.` : 'You have no role yet.'),
      h('button', { type: 'button', class: 'more-move row', data: { act: 'theme' }, on: { click: turnLight } }, icon('moon'), h('span', {}, 'Light or dark')),
      h('h3', { class: 's1 t2' }, 'Who sees what about you'), notes,
    ],
    foot: h('div', { class: 'row' }, leave),
  });
}

/** Forgets the session of a room on this device. */
export function forget(key) {
  kept.write(key, null);
  location.reload();
}
