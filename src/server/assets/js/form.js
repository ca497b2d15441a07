// A form in a sheet: keeps its draft at every stroke, sends once, says why when
// it was refused and keeps the words.

import { h, region } from './dom.js';
import { draw } from './fields.js';
import { label as moveLabel } from './words.js';
import { openSheet, toast } from './sheet.js';

/** More names than these are a list to study, not a help. */
const FEW = 3;

/** The moves that are open instead of the one that was refused, where they are few. */
function instead(refused, legal = []) {
  const others = legal.filter((kind) => kind !== refused);
  return others.length && legal.length <= FEW ? h('p', { class: 's1' }, 'You can: ', others.map(moveLabel).join(', '), '.') : '';
}

/**
 * Opens a form. `fields(values)` lists its controls, `command(values)` makes
 * what is sent or throws an Error with words about what is missing.
 * `stale()` is called when what it was based on has changed, and `overtaken`
 * then says in words by what. `first` names a field to begin in.
 */
export function openForm(app, { id, title, lead, fields, command, send = 'Send', start = {}, stale, overtaken, first, closed, still = () => app.store.still }) {
  const { drafts, outbox } = app;
  const values = { ...start, ...drafts.read(id) };
  const body = h('form', { class: 'form', novalidate: true, data: { form: id }, on: { submit: (event) => { event.preventDefault(); submit(); } } });
  const said = h('div', { class: 'refusal', role: 'alert' });
  const button = h('button', { type: 'button', class: 'main grow', data: { act: 'send', f: 'send' }, on: { click: () => submit() } });
  const back = h('button', { type: 'button', class: 'side', hidden: true, data: { act: 'take-back' }, on: { click: () => outbox.drop(mine()?.key) } }, 'Take back');
  let sending = false;
  const untouched = JSON.stringify(start);

  const mine = () => outbox.entries.find((entry) => entry.form === id);

  function redraw() {
    region(body, [values, Math.random()], () => fields(values).filter(Boolean).map((field) => draw(field, values, { changed, redraw })));
    foot();
  }

  function foot() {
    const why = still();
    const stuck = mine()?.stuck;
    button.disabled = sending || Boolean(why);
    button.textContent = sending ? (stuck ? 'Waiting for the network…' : 'Sending…') : why ?? send;
    // Lit only while there is something of the writer's to send.
    button.classList.toggle('lit', !sending && !why && JSON.stringify(values) !== untouched);
    back.hidden = !(sending && stuck);
  }

  function refuse(why, also = '') {
    said.replaceChildren(h('p', {}, why), also);
    said.scrollIntoView({ block: 'nearest' });
  }

  /** The reason of a refusal: when somebody else was faster, what stands now and how to go on. */
  function reason(done) {
    const what = done.reason === 'stale' ? overtaken?.(values) : null;
    return what ? `${what} Press “${send}” again, and yours takes its place.` : done.why;
  }

  /** Goes to the field that is missing, and marks it until the form changes. */
  function point(name) {
    const at = name ? body.querySelector(`[name="${name}"], [data-field="${name}"] button, [data-field="${name}"] input`) : null;
    at?.closest('.field').classList.add('missing');
    at?.focus();
    at?.closest('.field').scrollIntoView({ block: 'nearest' });
  }

  const changed = () => {
    body.querySelector('.missing')?.classList.remove('missing');
    drafts.write(id, values);
    foot();
  };

  async function submit() {
    if (sending || still()) return;
    let made;
    try { made = command(values); } catch (missing) { refuse(missing.message); point(missing.field); return; }
    said.replaceChildren();
    sending = true;
    const before = JSON.stringify(values);
    const outcome = outbox.send(made, id, title);
    foot();
    const done = await outcome;
    sending = false;
    if (done.ok) {
      // Words added while it was on its way stay a draft.
      if (JSON.stringify(values) === before) drafts.clear(id);
      if (sheet.isConnected) sheet.close();
      toast('Sent', 'good');
      return;
    }
    if (done.reason === 'stale') { stale?.(); redraw(); }
    foot();
    const why = reason(done);
    if (sheet.isConnected) refuse(why, instead((made.play ?? made).move?.kind, done.legal));
    else toast(`${title}: ${why}`, 'bad');
  }

  redraw();
  const watch = () => foot();
  app.store.listeners.add(watch);
  const sheet = openSheet({
    title, id,
    body: [lead ? h('div', { class: 'lead t2' }, lead) : null, body],
    foot: [said, h('div', { class: 'row gap' }, back, button)],
    closed: () => { app.store.listeners.delete(watch); closed?.(); },
  });
  // Who tapped for this very field goes on writing.
  if (first) body.querySelector(`[name="${first}"]`)?.focus();
  // Enter sends from a one-line field; in longer ones it needs Control, as everywhere.
  body.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  });
  return sheet;
}
