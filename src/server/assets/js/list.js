// A list that keeps its nodes, one a key. What is new is put in, what shows
// something else is made anew, what is gone is taken out; every other node stays
// the one it was, with its focus, its selection and its place under the thumb.

import { stillFocused } from './dom.js';

/** The rows of each list, by key. */
const lists = new WeakMap();

/**
 * Brings the children of `el` in line with `rows`: `key` says which row it is,
 * `shows` all that can be seen of it, `build` makes its node. False when
 * everything stood already.
 */
export function keyed(el, rows) {
  const before = lists.get(el) ?? new Map();
  const after = new Map(rows.map((row) => [row.key, { shows: JSON.stringify(row.shows ?? null), build: row.build }]));
  let changed = false;
  // What is gone goes first: then nothing that stays has to move.
  for (const [key, { node }] of before) if (!after.has(key)) { node.remove(); changed = true; }
  let next = el.firstChild;
  for (const [key, row] of after) {
    const had = before.get(key);
    row.node = had?.shows === row.shows ? had.node : row.build();
    if (had && row.node !== had.node) {
      if (next === had.node) next = row.node;
      stillFocused(had.node, () => { had.node.replaceWith(row.node); return row.node; });
      changed = true;
    }
    if (row.node === next) next = next.nextSibling;
    else { el.insertBefore(row.node, next); changed = true; }
  }
  lists.set(el, after);
  return changed;
}
