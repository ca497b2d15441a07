// The controls of a form. Each reads and writes one name in `values`; `changed`
// keeps the draft, `redraw` draws the form anew where a choice opens others.

import { h } from './dom.js';
import { portrait } from './portraits.js';
import { severityMark } from './icons.js';

let ids = 0;

function titled(field, ...content) {
  const id = `field-${(ids += 1)}`;
  return h('div', { class: 'field', role: 'group', 'aria-labelledby': id },
    h('div', { class: 'field-label', id }, field.label, field.optional ? h('span', { class: 't2' }, ' if you like') : null),
    field.hint ? h('p', { class: 's1 t2 hint' }, field.hint) : null,
    content);
}

function words(field, values, api) {
  const id = `field-${(ids += 1)}`;
  const control = h(field.lines === 1 ? 'input' : 'textarea', {
    id, name: field.name, value: values[field.name] ?? '', maxlength: field.max ?? 1000, rows: field.lines === 1 ? null : field.lines ?? 2,
    placeholder: field.placeholder, autocomplete: 'off', data: { f: field.name },
    on: { input: () => { values[field.name] = control.value; api.changed(); } },
  });
  const fill = (text) => { values[field.name] = text; control.value = text; api.changed(); };
  return h('div', { class: 'field' },
    h('label', { class: 'field-label', for: id }, field.label, field.optional ? h('span', { class: 't2' }, ' if you like') : null),
    field.hint ? h('p', { class: 's1 t2 hint' }, field.hint) : null,
    control,
    field.suggest?.length
      ? h('div', { class: 'chips' }, field.suggest.map((text) => h('button', { type: 'button', class: 'chip', data: { f: `${field.name}=${text}` }, on: { click: () => fill(text) } }, text)))
      : null);
}

const has = (values, field, id) => (field.many ? (values[field.name] ?? []).includes(id) : values[field.name] === id);

function pick(values, field, id) {
  if (field.many) {
    const now = values[field.name] ?? [];
    values[field.name] = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
  } else {
    // A second tap takes an optional choice back.
    values[field.name] = values[field.name] === id && field.optional ? null : id;
  }
}

function chips(field, values, api) {
  if (!field.options.length) {
    return field.empty ? titled(field, h('p', { class: 't2 empty' }, field.empty)) : null;
  }
  const buttons = field.options.map((option) => {
    const on = has(values, field, option.id);
    return h('button', {
      type: 'button', class: `chip${on ? ' on' : ''}${option.wide ? ' wide' : ''}`, 'aria-pressed': String(on), data: { f: `${field.name}=${option.id}`, value: option.id },
      on: { click: () => { pick(values, field, option.id); api.changed(); api.redraw(); } },
    },
    option.seat ? portrait(option.seat, 28) : null,
    option.level ? severityMark(option.level, 22) : null,
    h('span', {}, option.label, option.note ? h('span', { class: 's1 note' }, option.note) : null));
  });
  return titled(field, h('div', { class: 'chips', data: { field: field.name } }, buttons));
}

function time(field, values, api) {
  const buttons = field.times.map((at) => h('button', { type: 'button', class: 'chip time', data: { f: `${field.name}=${at}`, value: at }, on: { click: () => choose(at) } }, at));
  // Not a time field of the browser's: it would ask for "am" in a story told in 24 hours.
  const own = h('input', {
    class: 'chip time', inputmode: 'numeric', placeholder: 'hh:mm', maxlength: 5, autocomplete: 'off', 'aria-label': `${field.label}${field.times.length ? ', another time' : ''}, as hh:mm`, data: { f: `${field.name}=own` },
    on: { input: () => set(ownTime(own.value)), change: () => { own.value = values[field.name] ?? ''; } },
  });
  // What is chosen is shown in place: a form drawn anew would lose whoever goes on to the next field.
  const show = () => {
    const now = values[field.name];
    for (const button of buttons) {
      const on = button.dataset.value === now;
      button.classList.toggle('on', on);
      button.setAttribute('aria-pressed', String(on));
    }
    own.classList.toggle('on', Boolean(now) && !field.times.includes(now));
  };
  const set = (at) => { values[field.name] = at; show(); api.changed(); };
  const choose = (at) => { own.value = ''; set(values[field.name] === at && field.optional ? null : at); };
  own.value = field.times.includes(values[field.name]) ? '' : values[field.name] ?? '';
  show();
  return titled(field, h('div', { class: 'chips', data: { field: field.name } }, buttons, own));
}

/** `02:30` out of `2:30`, `0230` or `2.30`; words that are no time stay, to be refused with a reason. */
function ownTime(text) {
  const found = text.trim().match(/^(\d{1,2})[:.h ]?(\d{2})$/);
  return found ? `${found[1].padStart(2, '0')}:${found[2]}` : text.trim() || null;
}

function check(field, values, api) {
  const on = Boolean(values[field.name]);
  return h('div', { class: 'field' },
    h('button', { type: 'button', role: 'switch', 'aria-checked': String(on), class: `switch row${on ? ' on' : ''}`, data: { f: field.name },
      on: { click: () => { values[field.name] = !on; api.changed(); api.redraw(); } } },
    h('span', { class: 'knob', 'aria-hidden': 'true' }),
    h('span', { class: 'grow' }, field.label, field.hint ? h('span', { class: 's1 t2 note' }, field.hint) : null)));
}

function date(field, values, api) {
  const id = `field-${(ids += 1)}`;
  return h('div', { class: 'field' },
    h('label', { class: 'field-label', for: id }, field.label),
    h('input', { id, type: 'date', name: field.name, value: values[field.name] ?? '', data: { f: field.name }, on: { input: (event) => { values[field.name] = event.target.value; api.changed(); } } }));
}

const KINDS = { words, chips, time, check, date };

/** Draws a field. */
export const draw = (field, values, api) => KINDS[field.type](field, values, api);
