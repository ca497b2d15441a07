// The door: a room's code, then name, real job and part. Who sees what about me
// stands above the button, not behind a link.

import { h } from './dom.js';
import { freshKey, kept, sessionKey } from './keep.js';
import { Failed, request } from './net.js';
import { noticeLines } from './you.js';

const PARTS = [
  ['player', 'Play', 'You are dealt a role.'],
  ['scribe', 'Scribe', 'You write down what is said.'],
  ['observer', 'Watch', 'You look on.'],
  ['evaluator', 'Evaluate', 'You rate, blind.'],
];

const door = (...content) => h('main', { class: 'door' }, content);

/** Asks for the code of a room; `word` says what was wrong with the last one. */
export function drawCode(el, word = null) {
  const said = h('div', { class: 'refusal', role: 'alert' }, word);
  const field = h('input', { id: 'code', name: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 12, required: true, class: 'code' });
  el.replaceChildren(door(
    h('h1', { class: 's5' }, 'Which room?'),
    h('p', { class: 't2' }, 'The code is on the shared screen.'),
    h('form', { class: 'form', novalidate: true, on: { submit: (event) => {
      event.preventDefault();
      const code = field.value.replace(/[\s-]/g, '');
      if (code) { location.assign(`/r/${encodeURIComponent(code)}`); return; }
      said.textContent = 'Type the code of the room first: six letters, on the shared screen.';
      field.focus();
    } } },
    h('label', { class: 'field-label', for: 'code' }, 'Room code'), field, said,
    h('button', { class: 'main lit', data: { act: 'go' } }, 'Go in'))));
  field.focus();
}

/** Something is wrong with the room itself: say so, and what to do. */
function drawTrouble(el, failed, again) {
  const gone = failed.status === 404;
  el.replaceChildren(door(
    h('h1', { class: 's5' }, gone ? 'There is no such room' : 'The room cannot be reached'),
    h('p', { class: 't2' }, gone ? 'Look at the code on the shared screen again. Letters and figures are easily mixed up.'
      : failed.status === 0 ? 'This device has no way to the host. Is it in the same network? Guest networks often keep devices apart: ask the host, who can play you by voice.'
        : failed.message),
    h('div', { class: 'row gap' },
      h('button', { type: 'button', class: 'main lit grow', on: { click: again } }, 'Try again'),
      h('button', { type: 'button', class: 'side', on: { click: () => location.assign('/') } }, 'Another code'))));
}

/** Shows the door of a room; calls `joined` with the session. */
export async function drawJoin(el, code, joined, word = null) {
  let room;
  try {
    room = await request(`/api/rooms/${encodeURIComponent(code)}`);
  } catch (failed) {
    // Whoever has a seat in that room goes back to it, not through the door.
    drawTrouble(el, failed, () => (kept.read(sessionKey(code)) ? location.reload() : drawJoin(el, code, joined, word)));
    return;
  }
  const draft = `warroom:${code}:door`;
  const values = { name: '', family: '', part: 'player', key: freshKey(), ...kept.read(draft, {}) };
  const keep = () => kept.write(draft, values);
  const said = h('div', { class: 'refusal', role: 'alert' }, word);
  const name = h('input', { id: 'name', name: 'name', value: values.name, maxlength: 40, autocomplete: 'nickname', required: true, on: { input: () => { values.name = name.value; keep(); } } });
  const family = h('select', { id: 'family', name: 'family', required: true, on: { change: () => { values.family = family.value; keep(); } } },
    h('option', { value: '' }, 'Choose…'), (room.families ?? []).map((one) => h('option', { value: one.id }, one.label)));
  family.value = values.family;
  const parts = h('div', { class: 'chips parts', role: 'radiogroup', 'aria-label': 'What you came for' }, PARTS.map(([id, label, hint]) => h('label', { class: 'chip part' },
    h('input', { type: 'radio', name: 'part', value: id, checked: values.part === id, on: { change: () => { values.part = id; passField.hidden = id !== 'evaluator'; keep(); } } }),
    h('span', {}, h('b', {}, label), h('span', { class: 's1 note' }, hint)))));
  const pass = h('input', { id: 'pass', name: 'pass', autocomplete: 'off', spellcheck: 'false', maxlength: 40 });
  const passField = h('div', { class: 'field', hidden: values.part !== 'evaluator' }, h('label', { class: 'field-label', for: 'pass' }, 'The host’s pass'), pass);
  const button = h('button', { class: 'main lit', data: { act: 'join' } }, 'Join');
  const lines = noticeLines(room.notice);

  async function submit(event) {
    event.preventDefault();
    said.replaceChildren();
    if (!values.name.trim()) { said.textContent = 'Write the name that others should see.'; name.focus(); return; }
    if (!values.family) { said.textContent = 'Choose your real job, so that you are dealt another one.'; family.focus(); return; }
    button.disabled = true;
    button.textContent = 'Joining…';
    try {
      const { name: called, family: job, part, key } = values;
      const got = await request(`/api/rooms/${encodeURIComponent(code)}/join`, { body: { name: called.trim(), family: job, part, key, ...(part === 'evaluator' ? { pass: pass.value.trim() } : {}) } });
      const session = { ...got, name: called.trim(), part };
      kept.write(sessionKey(code), session);
      kept.write(draft, null);
      joined(session);
    } catch (failed) {
      // The same key again gives the same seat, should the answer have been lost.
      if (failed instanceof Failed && failed.status !== 0) { values.key = freshKey(); keep(); }
      said.textContent = failed.status === 0 ? 'No answer from the room. Try again: you will not join twice.' : failed.message;
      button.disabled = false;
      button.textContent = 'Join';
    }
  }

  document.title = `EXERCISE · ${room.title}`;
  el.replaceChildren(door(
    h('h1', { class: 's5' }, room.title),
    h('p', {}, room.summary),
    h('p', { class: 's1 t2' }, [room.minutes ? `about ${room.minutes} minutes` : null, room.certification ? 'certification' : 'training'].filter(Boolean).join(' · ')),
    h('form', { class: 'form', novalidate: true, on: { submit } },
      h('div', { class: 'field' }, h('label', { class: 'field-label', for: 'name' }, 'Your name'), h('p', { class: 's1 t2 hint' }, 'As others here should see it.'), name),
      h('div', { class: 'field' }, h('label', { class: 'field-label', for: 'family' }, 'Your real job'), h('p', { class: 's1 t2 hint' }, 'You will play a different one.'), family),
      parts, passField,
      lines.length ? h('section', { class: 'notice-box', 'aria-label': 'Who sees what about you' }, h('b', {}, 'Who sees what about you'), h('ul', {}, lines.map((line) => h('li', {}, line)))) : null,
      said, button)));
}
