// Moves of everybody that are mostly words: fields, and what they become.
// Each gives `{move, to?, text?, channel?}`; the envelope is made in `moves.js`.

import { Missing, chips, facts, need, seats, text, time, where, words } from './form-parts.js';

const own = (more = {}) => words('text', 'In your words', { optional: true, ...more });

export const ask = {
  send: 'Ask',
  fields: (o, v, me) => [
    v.objections ? null : chips('subjects', 'About', o.subjects, { many: true }),
    v.objections ? null : chips('aspects', 'What about it', o.aspects, { many: true }),
    words('text', 'In your words', { optional: o.subjects.length > 0 || v.objections, placeholder: o.subjects.length ? 'or just type the question' : '' }),
    seats('to', 'Whom', o, { without: me, many: true, hint: 'Nobody chosen: everybody in the channel.' }),
    { type: 'check', name: 'objections', label: 'Ask for objections', hint: 'Who sees a reason against it?' },
    where(o),
  ],
  make: (o, v) => {
    const topics = v.objections ? [] : [...(v.subjects ?? []), ...(v.aspects ?? [])];
    if (!topics.length && !v.objections) need(v, 'text', 'Choose what it is about, or type the question.');
    return { move: { kind: 'ask', topics, objections: Boolean(v.objections) }, to: v.to, text: v.text };
  },
};

/** What one tells: facts, or words. Whoever tapped for words finds their box first, not below a dozen facts. */
function told(o, wordsFirst) {
  if (!o.facts.length) return [words('text', 'What you know', { lines: 3 })];
  if (wordsFirst) return [words('text', 'In your words', { lines: 3 }), facts('facts', 'Facts with it', o.facts, { optional: true })];
  return [facts('facts', 'What you know', o.facts), words('text', 'Or in your words', { optional: true, lines: 3 })];
}

export const tell = {
  send: 'Tell',
  fields: (o, v, me, { own: mine = false } = {}) => [
    ...told(o, mine),
    seats('to', 'To', o, { without: me, many: true, optional: true }),
    where(o),
  ],
  make: (o, v) => {
    const chosen = v.facts ?? [];
    if (!chosen.length) need(v, 'text', 'Choose a fact, or type what you know.');
    return { move: { kind: 'tell', facts: chosen }, to: v.to, text: v.text };
  },
};

export const say = {
  send: 'Say',
  fields: (o, v, me) => [
    words('text', 'Words', { lines: 3 }),
    seats('to', 'To', o, { without: me, many: true, optional: true }),
    where(o),
  ],
  make: (o, v) => ({ move: { kind: 'say' }, to: v.to, text: need(v, 'text', 'Type something first.') }),
};

export const acknowledge = {
  send: 'Send',
  fields: (o) => [
    time('back_by', 'Back by', o, { near: true, optional: true, hint: 'No time: “On it.” With a time: “I don’t know yet, back by …”' }),
    own(),
    where(o, { secret: false }),
  ],
  make: (o, v) => ({ move: { kind: 'acknowledge', back_by: v.back_by || null }, to: v.to, text: v.text }),
};

export const report = {
  send: 'Report',
  fields: (o) => [
    words('conditions', 'Conditions', { placeholder: 'How things stand' }),
    words('actions', 'Actions', { placeholder: 'What is being done' }),
    words('needs', 'Needs', { placeholder: 'What you need, from whom' }),
    where(o, { secret: false }),
  ],
  make: (o, v) => {
    const [conditions, actions, needs] = [text(v.conditions), text(v.actions), text(v.needs)];
    if (!(conditions + actions + needs)) throw new Missing('conditions', 'Fill in at least one line of the report.');
    return { move: { kind: 'report', conditions, actions, needs }, to: v.to };
  },
};

export const propose = {
  send: 'Propose',
  fields: (o) => [
    chips('option', 'An option', o.nameable, { optional: true }),
    words('text', o.nameable.length ? 'Or in your words' : 'Your proposal', { optional: o.nameable.length > 0, placeholder: 'What, by whom, how long' }),
    where(o, { secret: false }),
  ],
  make: (o, v) => {
    if (!v.option) need(v, 'text', 'Choose an option, or type your proposal.');
    return { move: { kind: 'propose', option: v.option || null }, to: v.to, text: v.text };
  },
};

export const object = {
  send: 'Object',
  fields: (o) => [
    chips('option', 'Against', o.options, { optional: true }),
    words('text', 'Because', { placeholder: 'What would go wrong' }),
    where(o, { secret: false }),
  ],
  make: (o, v) => {
    if (!v.option) need(v, 'text', 'Choose an option, or say what speaks against it.');
    return { move: { kind: 'object', option: v.option || null }, to: v.to, text: v.text };
  },
};

export const escalate = {
  send: 'Escalate',
  fields: (o, v, me) => [
    seats('to', 'To', o, { without: me, many: true }),
    words('text', 'Why they are needed', { placeholder: 'What only they can decide, by when' }),
    where(o),
  ],
  make: (o, v) => ({ move: { kind: 'escalate' }, to: need(v, 'to', 'Say to whom you escalate.'), text: need(v, 'text', 'Say why they are needed.') }),
};
