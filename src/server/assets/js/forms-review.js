// Entries of the review: what happened, never who is to blame. In a scene that
// is for it they are moves; after ENDEX each has a button.

import { shows } from './clock.js';
import { chips, need, seats, words } from './form-parts.js';

const BONES = ['people', 'process', 'platform', 'code', 'data'].map((id) => ({ id, label: id }));
const SOON = [{ id: 'week', label: 'this week' }, { id: 'month', label: 'this month' }, { id: 'quarter', label: 'this quarter' }];

/** Who reads an entry: it stands among the lines of the room. */
const OPEN = 'Everybody in the room reads it.';

/** A time by way of example, some minutes into the exercise. In a scene of review the clock on the page is not the incident's. */
const likeThat = (common) => (common.reviewing ? '' : `, as ${shows(common, 9 * 60_000)}`);

const said = (v, what = 'Write it down first.') => need(v, 'text', what);

const simple = (review, label, title, hint) => ({
  label, title,
  fields: () => [words('text', title, { lines: 3, hint })],
  make: (o, v) => ({ review, text: said(v) }),
});

/** In the order in which a hot wash needs them. */
export const REVIEW = {
  worked: { icon: 'acknowledge', ...simple('worked', 'Helped', 'What helped?', 'And who or what did it.') },
  hindered: { icon: 'object', ...simple('hindered', 'Hindered', 'What hindered?', 'The thing, not the person.') },
  surprise: { icon: 'declare', ...simple('surprise', 'Surprise', 'What surprised you?') },
  feedback: {
    icon: 'tell', label: 'Feedback', title: 'A word to another role',
    readers: 'Only the host reads it, in their own copy of the report, and can pass it on. Neither that role nor the room sees it here.',
    fields: (o, v, me) => [seats('to', 'To whom', o, { without: me }), words('text', 'Your words', { lines: 3, hint: 'What they did, what it did for you.' })],
    make: (o, v) => ({ review: 'feedback', to: need(v, 'to', 'Choose a role.'), text: said(v) }),
  },
  'add-why': { icon: 'ask', ...simple('add-why', 'Why', 'One more why', 'Because …') },
  'add-cause': {
    icon: 'flag', label: 'Cause', title: 'A cause, on the fishbone',
    fields: () => [
      words('text', 'What caused it', {}),
      chips('bone', 'Where it lies', BONES),
      { type: 'check', name: 'systemic', label: 'Systemic', hint: 'It would cause other incidents, too.' },
    ],
    make: (o, v) => ({ review: 'add-cause', text: said(v, 'Write down the cause.'), bone: need(v, 'bone', 'Choose where the cause lies.'), systemic: Boolean(v.systemic) }),
  },
  'add-moment': {
    icon: 'note', label: 'Moment', title: 'What happened, and when',
    // The time is that of the incident: what the clock shows while one writes it down says nothing.
    fields: (o) => [{ type: 'time', name: 'at', label: 'When it happened', times: [], hint: `By the clock of the incident${likeThat(o.common)}.` }, words('text', 'What happened', {})],
    make: (o, v) => ({ review: 'add-moment', at: need(v, 'at', 'Say when it was.'), text: said(v, 'Write down what happened.') }),
  },
  'add-action': {
    icon: 'report', label: 'Action', title: 'An action for the plan',
    fields: () => [
      words('text', 'What will be done', { placeholder: 'One thing that will be different' }),
      words('owner', 'Who sees to it', { lines: 1, placeholder: 'One name or role' }),
      chips('priority', 'How soon', SOON),
      { type: 'date', name: 'due', label: 'By which day' },
      words('check', 'Done when', { placeholder: 'How one will know' }),
    ],
    make: (o, v) => ({
      review: 'add-action', text: said(v, 'Write down what will be done.'), owner: need(v, 'owner', 'Say who sees to it.'),
      priority: need(v, 'priority', 'Say how soon.'), due: need(v, 'due', 'Choose a day.'), check: need(v, 'check', 'Say how one will know that it is done.'),
    }),
  },
  frame: { icon: 'report', ...simple('frame', 'Frame', 'What this talk is for', 'Scope, aims, and that nobody is blamed.') },
};

/** Who will read an entry of this kind, made after ENDEX. */
export const readers = (kind) => REVIEW[kind].readers ?? OPEN;

const KINDS = ['frame', 'add-moment', 'add-why', 'add-cause', 'worked', 'hindered', 'surprise', 'add-action'];

/** An entry of the review as a move, in a scene that is for it. */
export const review = {
  send: 'Add it',
  start: () => ({ entry: null, at: null }),
  fields: (o, v, me) => [
    // Once one is chosen, its fields need the room.
    chips('entry', 'Which part', KINDS.map((id) => ({ id, label: REVIEW[id].label, note: v.entry ? '' : REVIEW[id].title })), { hint: `${OPEN} A word to one role has its place after ENDEX.` }),
    ...(v.entry ? REVIEW[v.entry].fields(o, v, me) : []),
  ],
  make: (o, v) => ({ move: { kind: 'review', entry: REVIEW[need(v, 'entry', 'Choose which part.')].make(o, v) }, text: '' }),
};
