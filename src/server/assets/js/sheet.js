// The sheet that slides over the page: one at a time, closed by its button, by
// Escape, by going back or by a tap beside it. A native dialog keeps the focus inside.

import { over } from './back.js';
import { h } from './dom.js';
import { icon } from './icons.js';

let open = null;
let gone = () => {};

/** Closes the sheet that is open, if one is. */
export function closeSheet() {
  gone();
  open?.close();
}

/**
 * Opens a sheet. `body` and `foot` are elements; `closed` is called when it
 * goes, whoever closed it.
 */
export function openSheet({ title, id, body, foot, closed, paper = false }) {
  closeSheet();
  const heading = h('h2', { class: 's4', id: 'sheet-title', tabindex: '-1' }, title);
  const dialog = h('dialog', { class: `sheet${paper ? ' paper' : ''}`, 'aria-labelledby': 'sheet-title', data: { sheet: id ?? '' } },
    h('div', { class: 'sheet-head row' },
      h('div', { class: 'grow' }, heading),
      h('button', { type: 'button', class: 'round', 'aria-label': 'Close', data: { act: 'close' }, on: { click: () => dialog.close() } }, icon('close'))),
    h('div', { class: 'sheet-body' }, body),
    foot ? h('div', { class: 'sheet-foot' }, foot) : null);
  // The backdrop belongs to the dialog: a press on it has the dialog itself as target.
  dialog.addEventListener('pointerdown', (event) => { if (event.target === dialog) dialog.close(); });
  const mine = gone = over(() => dialog.close());
  dialog.addEventListener('close', () => {
    mine();
    if (open === dialog) open = null;
    dialog.remove();
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  // Not the first field: a keyboard that jumps up hides what is asked.
  heading.focus();
  open = dialog;
  return dialog;
}

let going = null;

/** A word that goes away by itself. */
export function toast(words, tone = 'plain') {
  going?.remove();
  const note = h('div', { class: `toast ${tone}`, role: 'status' }, words);
  // Above an open sheet nothing but its own content can be seen.
  (open ?? document.body).append(note);
  going = note;
  setTimeout(() => note.remove(), tone === 'bad' ? 8000 : 2600);
}
