// Moves of the seat in command. In certification a decision is one free
// statement: a form with five boxes would be the answer key.

import { chips, facts, need, seats, text, time, words } from './form-parts.js';
import { capital, optionName, plain } from './words.js';

const SEVERITIES = [
  { id: 'Sev1', level: 1, label: 'SEV-1', note: 'critical' },
  { id: 'Sev2', level: 2, label: 'SEV-2', note: 'major' },
  { id: 'Sev3', level: 3, label: 'SEV-3', note: 'minor' },
  { id: 'Sev4', level: 4, label: 'SEV-4', note: 'low' },
];

/** A severity with the written criteria that make it one, where there are some. */
function criteria(of, severities) {
  const lines = severities.find((one) => one.severity === of.id)?.criteria ?? [];
  return lines.length ? { ...of, label: `${of.label}, ${of.note}`, note: lines.join('; '), wide: true } : of;
}

export const declare = {
  send: 'Declare',
  start: (o) => ({ severity: o.common.severity?.severity ?? null, impact: o.common.severity?.impact ?? '' }),
  fields: (o) => [
    chips('severity', 'Severity', SEVERITIES.map((of) => criteria(of, o.severities))),
    words('impact', 'Impact', { placeholder: 'Whom it hurts and how' }),
  ],
  make: (o, v) => ({
    move: { kind: 'declare', severity: need(v, 'severity', 'Choose a severity.'), impact: need(v, 'impact', 'Say whom it hurts and how.') },
  }),
};

const titleOf = (o, id) => o.seats.find((seat) => seat.id === id)?.title;

export const assign = {
  send: 'Assign',
  overtaken: (o, v) => {
    const now = titleOf(o, o.responsibilities.find((part) => part.id === v.responsibility)?.seat);
    return `Somebody else has assigned this meanwhile${now ? `: ${now} answers for it now` : ''}.`;
  },
  fields: (o) => {
    const parts = o.responsibilities.map((part) => ({
      id: part.id, label: part.label, note: part.seat ? `${titleOf(o, part.seat)}${part.taken_on ? '' : ', not confirmed'}` : 'nobody yet',
    }));
    return [
      chips('responsibility', 'For', parts, { empty: 'This exercise names no responsibilities.' }),
      seats('seat', 'Who', o),
    ];
  },
  make: (o, v) => {
    const responsibility = need(v, 'responsibility', 'Choose a responsibility.');
    const base = o.responsibilities.find((part) => part.id === responsibility)?.revision ?? 0;
    return { move: { kind: 'assign', responsibility, seat: need(v, 'seat', 'Choose who answers for it.'), base } };
  },
};

export const setChannels = {
  send: 'Say so',
  start: (o) => ({ technical: o.channels.find((channel) => plain(channel.purpose) === 'technical')?.id ?? null }),
  fields: (o) => [
    chips('technical', 'Technical talk goes to', o.channels.filter((c) => plain(c.purpose) === 'technical').map((c) => ({ id: c.id, label: c.title })),
      { empty: 'You read no channel for technical talk.', hint: 'Decisions stay in the war room.' }),
  ],
  make: (o, v) => ({ move: { kind: 'set-channels', technical: need(v, 'technical', 'Choose a channel.') } }),
};

export const decide = {
  send: 'Decide',
  overtaken: (o) => {
    const now = o.view.options.filter((option) => option.decided).map((option) => capital(optionName(option))).join('; ');
    return `Somebody else has decided meanwhile${now ? `: ${now}` : ''}.`;
  },
  fields: (o, v) => {
    const others = o.options.filter((option) => option.id !== v.option);
    const which = chips('option', 'We choose', o.options, { empty: 'No option is on the table yet. Ask for one, or propose one.' });
    if (o.free) return [which, words('text', 'Say it as you would say it', { lines: 6 })];
    return [
      which,
      chips('over', 'Rather than', others, { many: true, optional: true }),
      words('because', 'Because', { placeholder: 'The reason in a sentence', hint: 'It goes out without one, but reasons are scored.' }),
      facts('facts', 'Facts it rests on', o.facts.filter((f) => f.told || !f.own), { optional: true }),
      facts('price', 'The price we accept', o.facts.filter((f) => (f.told || !f.own) && f.cells.some(([option]) => option === v.option)), { optional: true }),
      chips('fallback', 'Plan B', others, { optional: true }),
      v.fallback ? words('trigger', 'What sets plan B off', { lines: 1, placeholder: 'a sign and a time' }) : null,
      time('check_at', 'Looked at again', o, { optional: true }),
    ];
  },
  make: (o, v) => {
    const option = need(v, 'option', 'Choose an option.');
    const move = { kind: 'decide', option, base: o.decisions };
    if (o.free) return { move, text: v.text };
    const fallback = v.fallback && v.fallback !== option
      ? { option: v.fallback, trigger: need(v, 'trigger', 'Say what sets plan B off.') }
      : null;
    const over = (v.over ?? []).filter((id) => id !== option);
    return { move: { ...move, over, facts: v.facts ?? [], price: v.price ?? [], fallback, check_at: v.check_at || null, because: text(v.because) } };
  },
};

const EVERYTHING = 'everything';

export const handOver = {
  send: 'Hand over',
  overtaken: (o) => {
    const now = o.view.seats.find((seat) => seat.commands)?.title;
    return `Command has changed hands meanwhile${now ? `: ${now} commands now` : ''}.`;
  },
  fields: (o, v, me) => [
    seats('one', 'Who takes command', o, { without: me }),
    o.incidents.length > 1 ? chips('incident', 'What', [...o.incidents.map((one) => ({ ...one, label: `Only ${one.label}` })), { id: EVERYTHING, label: 'Command of everything' }]) : null,
    words('summary', 'The state of things', { lines: 4, placeholder: 'What is known, decided, running, promised' }),
  ],
  make: (o, v) => {
    const to = [need(v, 'one', 'Choose who takes command.')];
    // Of several incidents nobody gives away all by forgetting to choose.
    const what = o.incidents.length > 1 ? need(v, 'incident', 'Choose what you hand over.') : EVERYTHING;
    const summary = need(v, 'summary', 'Say how things stand.');
    return { move: { kind: 'hand-over', summary, incident: what === EVERYTHING ? null : what, base: o.handovers }, to };
  },
};

export const resolve = {
  send: 'Resolve',
  start: (o) => ({ incident: o.incidents.length === 1 ? o.incidents[0].id : null }),
  fields: (o) => [
    chips('incident', 'It is over', o.incidents, { empty: 'Nothing is open.' }),
    words('text', 'In your words', { optional: true }),
  ],
  make: (o, v) => ({ move: { kind: 'resolve', incident: need(v, 'incident', 'Choose what is over.') }, text: v.text }),
};

const FREE = 'free';

export const reassign = {
  send: 'Send them',
  fields: (o, v) => {
    const who = o.engineers.find((one) => one.id === v.staff);
    const places = o.incidents.map((one) => ({ id: one.id, label: one.label, note: who?.on === one.id ? 'there now' : '' }));
    return [
      chips('staff', 'Who', o.engineers.map((one) => ({ id: one.id, label: one.name, note: [one.skills.join(', '), one.looks].join(' · ') })), { hint: 'Everybody who is moved needs some minutes to be of use again, and it wears on them.' }),
      chips('incident', 'Goes to', [...places, { id: FREE, label: 'Nothing for now', note: 'rests' }]),
      words('text', 'In your words', { optional: true }),
    ];
  },
  make: (o, v) => {
    const incident = need(v, 'incident', 'Choose where they go.');
    return { move: { kind: 'reassign', staff: need(v, 'staff', 'Choose who goes.'), incident: incident === FREE ? null : incident }, text: v.text };
  },
};
