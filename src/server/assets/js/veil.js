// States in which play stands still: paused, a time cut, a real emergency, the
// end. Drawn where the question lies, so that nothing else moves.

import { h, region } from './dom.js';
import { severityMark } from './icons.js';

/** The line under the band: only what must not be missed. */
export function drawStatus(app, el) {
  const { store } = app;
  const stuck = app.outbox.entries.filter((entry) => entry.stuck).length;
  const text = store.trouble ? 'The host’s computer cannot write. Everything waits; nothing is lost.' : stuck && store.phase === 'play' ? `${stuck === 1 ? 'One move waits' : `${stuck} moves wait`} for the network. It goes out once.` : '';
  el.hidden = !text;
  if (el.textContent !== text) el.textContent = text;
}

const box = (title, ...content) => h('section', { class: 'veil', role: 'status' }, h('h2', { class: 's4' }, title), content);

/** Why play stands still, or nothing. */
export function drawVeil(app, el) {
  const { common } = app.store;
  document.body.classList.toggle('still', Boolean(common.phase === 'play' && (common.paused !== null || common.cut)));
  region(el, [common.paused, common.cut, common.phase], () => {
    if (common.phase !== 'play') return null;
    if (common.cut) {
      const { from, to, running, informs, wake } = common.cut;
      const part = (title, text) => (text?.length ? h('div', { class: 'cut-part' }, h('span', { class: 's1 t2 block' }, title), Array.isArray(text) ? text.map((line) => h('div', {}, line)) : text) : null);
      return box('Time cut', h('p', { class: 's5 cut-times' }, from, ' → ', to),
        part('What is running', running), part('Who tells whom', informs), part('What would wake the commander', wake), h('p', { class: 's1 t2' }, 'Forms keep your words until play goes on.'));
    }
    if (common.paused !== null) return box('Paused', common.paused ? h('p', {}, common.paused) : null, h('p', { class: 't2' }, 'The clock stands still and nothing falls due. Forms keep your words.'));
    return null;
  });
}

/** Something real has happened: nothing of the exercise stays on the screen. */
export function emergency(el) {
  document.getElementById('exercise').hidden = true;
  document.body.classList.add('emergency');
  document.title = 'Real emergency. The exercise has stopped.';
  region(el, 'emergency', () => h('main', { class: 'real', role: 'alert' }, severityMark(1, 72),
    h('h1', { class: 's5' }, h('b', {}, 'Real emergency.')), h('p', { class: 's4' }, 'The exercise has stopped.'), h('p', { class: 't2' }, 'Put this down and follow your real procedures. Nothing that happened in the exercise is real.')));
}

/** After ENDEX: how the story ended. */
export function drawEnding(app, el) {
  const { common } = app.store;
  const after = ['hot-wash', 'review', 'closed'].includes(common.phase);
  region(el, [after, common.ending, common.phase], () => {
    if (!after) return null;
    const [title, text] = common.ending ?? ['ENDEX', 'The exercise has ended.'];
    const next = { 'hot-wash': 'Hot wash: what stands out, while it is fresh?', review: 'Retrospective: causes, not culprits.', closed: 'The room is closed. The host has the report: ask them for it.' }[common.phase];
    return h('section', { class: 'ending' }, h('p', { class: 's1 t2' }, 'ENDEX'), h('h1', { class: 's4' }, h('b', {}, title)), h('p', {}, text), h('p', { class: 's1 lamp' }, next));
  });
}
