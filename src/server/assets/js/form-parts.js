// Controls that several moves share, made from the view.

import * as clock from './clock.js';
import { PRIVATE } from './store.js';
import { capital, optionName, plain } from './words.js';

/** What forms offer, whoever looks: a player's view has it all, the table's some. */
export function offers(store) {
  const view = store.view;
  const form = view.form ?? {};
  const options = view.options.map((option) => ({ id: option.id, label: capital(optionName(option)), note: plain(option.stage) === 'found' ? '' : plain(option.stage) }));
  return {
    view,
    common: view.common,
    seats: view.seats,
    options,
    nameable: form.nameable?.map((o) => ({ ...o, label: capital(o.label) })) ?? options,
    startable: form.startable?.map((o) => ({ ...o, label: capital(o.label) })) ?? options,
    stoppable: form.stoppable?.map((o) => ({ ...o, label: capital(o.label) })) ?? options,
    subjects: form.subjects ?? [],
    aspects: form.aspects ?? [],
    responsibilities: form.responsibilities ?? [],
    severities: form.severities ?? [],
    incidents: form.incidents ?? [],
    engineers: view.engineers ?? [],
    actions: view.actions ?? [],
    decisions: form.decisions ?? view.options.filter((option) => option.decided).length,
    handovers: form.handovers ?? 0,
    board: view.board,
    facts: view.card?.facts ?? [],
    channels: view.channels ?? [],
    free: view.common.certification,
    now: store.now,
  };
}

export const words = (name, label, more = {}) => ({ type: 'words', name, label, ...more });
export const chips = (name, label, options, more = {}) => ({ type: 'chips', name, label, options, ...more });

/** Seats to choose from, without the one who chooses. */
export function seats(name, label, offer, { without, many = false, ...more } = {}) {
  const options = offer.seats.filter((seat) => seat.id !== without).map((seat) => ({ id: seat.id, label: seat.title, seat, note: seat.name ?? 'persona' }));
  return chips(name, label, options, { many, ...more });
}

/** A time of day, with those that are near. */
export function time(name, label, offer, { near = false, ...more } = {}) {
  const times = near ? clock.promises(offer.common, offer.now) : clock.rounds(offer.common, offer.now);
  return { type: 'time', name, label, times, ...more };
}

/** Where it is said. `private` needs somebody to say it to. */
export function where(offer, { secret = true, label = 'Where' } = {}) {
  if (offer.channels.length + Number(secret) < 2) return null;
  const options = offer.channels.map((channel) => ({ id: channel.id, label: channel.title, note: channel.technical_rule ? 'technical talk' : '' }));
  if (secret) options.push({ id: PRIVATE, label: 'Only to them' });
  return chips('where', label, options);
}

/** Facts to name: the short line with the plain words beneath. */
export function facts(name, label, list, more = {}) {
  return chips(name, label, list.map((fact) => ({ id: fact.id, label: fact.line, wide: true, note: fact.told ? 'told' : '' })), { many: true, ...more });
}

/** Something that is not filled in yet: which field, and what to do, in words. */
export class Missing extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/** What a field holds, text without blank ends; throws `Missing` when that is nothing. */
export function need(values, field, words_) {
  const value = typeof values[field] === 'string' ? values[field].trim() : values[field];
  if (Array.isArray(value) ? !value.length : !value) throw new Missing(field, words_);
  return value;
}

/** A text without blank ends; empty when there is none. */
export const text = (value) => (value ?? '').trim();
