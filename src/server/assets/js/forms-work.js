// Moves that get work done and keep people informed: orders, work, updates,
// the state board, checks.

import { Missing, chips, need, seats, text, time, where, words } from './form-parts.js';

export const order = {
  send: 'Give the order',
  start: (o, me) => {
    const decided = o.view.options.find((option) => option.decided && ['Decided', 'decided'].includes(option.stage));
    return decided ? { option: decided.id, to: decided.owner === me ? [] : [decided.owner] } : {};
  },
  fields: (o, v, me) => [
    seats('to', 'Who', o, { without: me, many: true, hint: 'One person is best: then nobody waits for another.' }),
    words('task', 'What', { placeholder: 'One task in a sentence' }),
    chips('option', 'Starts the option', o.options, { optional: true }),
    time('by', 'By', o, { optional: true }),
    where(o, { secret: false }),
  ],
  make: (o, v) => {
    need(v, 'to', 'An order needs somebody who carries it out.');
    if (!v.option) need(v, 'task', 'Say what is to be done.');
    return { move: { kind: 'order', task: text(v.task), option: v.option || null, by: v.by || null }, to: v.to };
  },
};

const work = (kind, list, empty, send) => ({
  send,
  start: (o) => ({ option: o[list].length === 1 ? o[list][0].id : null }),
  fields: (o) => [chips('option', 'Which', o[list], { empty }), words('text', 'In your words', { optional: true })],
  make: (o, v) => ({ move: { kind, option: need(v, 'option', 'Choose which.') }, text: v.text }),
});

export const start = work('start', 'startable', 'Nothing can start now.', 'Start');
export const stop = work('stop', 'stoppable', 'Nothing is running that can be stopped.', 'Stop');

export const update = {
  send: 'Send the update',
  start: (o) => ({ impact: o.free ? '' : o.board.find((line) => line.line === 'impact')?.text ?? '' }),
  fields: (o, v) => {
    const to = where(o, { secret: false, label: 'To' });
    if (o.free) return [to, words('text', 'Say it as you would say it', { lines: 5 })];
    return [
      to,
      words('impact', 'Impact', { placeholder: 'Whom it hurts and how, in their words' }),
      words('action', 'Action', { placeholder: 'What is being done' }),
      seats('owner', 'Owner', o, { optional: true }),
      time('next_at', 'Next update at', o, { optional: true }),
    ];
  },
  make: (o, v) => {
    const [impact, action] = [text(v.impact), text(v.action)];
    if (!(impact + action + text(v.text))) throw new Missing(o.free ? 'text' : 'impact', 'Say what they need to hear.');
    return { move: { kind: 'update', impact, action, owner: v.owner || null, next_at: v.next_at || null }, text: v.text };
  },
};

export const note = {
  send: 'Write it',
  overtaken: (o, v) => {
    const now = o.board.find((line) => line.line === v.line)?.text;
    return `Somebody else has written there meanwhile${now ? `: “${now}”` : ''}.`;
  },
  start: (o) => ({ line: o.board.find((line) => !line.text)?.line ?? 'plan' }),
  fields: (o, v) => {
    const now = o.board.find((line) => line.line === v.line);
    const suggest = v.line === 'owner' ? o.seats.map((seat) => seat.title)
      : v.line === 'next-update' ? time('x', '', o).times
        : v.line === 'plan' ? o.options.filter((option) => option.note).map((option) => `${option.label}: ${option.note}`) : [];
    return [
      chips('line', 'Which line', o.board.map((line) => ({ id: line.line, label: line.label, note: line.text ? '' : 'empty' }))),
      words('text', 'Says', { hint: now?.text ? `Now: ${now.text}` : 'Empty until now.', suggest }),
    ];
  },
  make: (o, v) => {
    const line = need(v, 'line', 'Choose a line.');
    const base = o.board.find((entry) => entry.line === line)?.revision ?? 0;
    return { move: { kind: 'note', line, base }, text: need(v, 'text', 'Say what the board should say.') };
  },
};

export const verify = {
  send: 'Check',
  start: (o) => ({ incident: o.incidents.length === 1 ? o.incidents[0].id : null }),
  fields: (o) => [
    chips('incident', 'Check whether it is over', o.incidents, { empty: 'Nothing is open.' }),
    words('text', 'In your words', { optional: true }),
  ],
  make: (o, v) => ({ move: { kind: 'verify', incident: need(v, 'incident', 'Choose what to check.') }, text: v.text }),
};
