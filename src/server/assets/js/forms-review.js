// Moves of the retrospective, after ENDEX: what happened, never who is to blame.

import { chips, need, seats, words } from './form-parts.js';

const BONES = ['people', 'process', 'platform', 'code', 'data'].map((id) => ({ id, label: id }));
const SOON = [{ id: 'week', label: 'this week' }, { id: 'month', label: 'this month' }, { id: 'quarter', label: 'this quarter' }];

const said = (v) => need(v, 'text', 'Type something first.');

const simple = (review, label, title, hint) => ({
  label, title,
  fields: () => [words('text', 'Words', { lines: 3, hint })],
  make: (o, v) => ({ review, text: said(v) }),
});

/** In the order in which a hot wash needs them. */
export const REVIEW = {
  worked: { icon: 'acknowledge', ...simple('worked', 'Helped', 'What helped?') },
  hindered: { icon: 'object', ...simple('hindered', 'Hindered', 'What hindered?', 'The thing, not the person.') },
  surprise: { icon: 'declare', ...simple('surprise', 'Surprise', 'What surprised you?') },
  feedback: {
    icon: 'tell', label: 'Feedback', title: 'A word to another role',
    fields: (o, v, me) => [seats('to', 'To', o, { without: me }), words('text', 'Words', { lines: 3, hint: 'What they did, what it did for you.' })],
    make: (o, v) => ({ review: 'feedback', to: need(v, 'to', 'Choose a role.'), text: said(v) }),
  },
  'add-why': { icon: 'ask', ...simple('add-why', 'Why', 'One more why', 'Because …') },
  'add-cause': {
    icon: 'flag', label: 'Cause', title: 'A cause on the fishbone',
    fields: () => [
      chips('bone', 'Which bone', BONES),
      words('text', 'The cause', {}),
      { type: 'check', name: 'systemic', label: 'Systemic', hint: 'It would cause other incidents, too.' },
    ],
    make: (o, v) => ({ review: 'add-cause', bone: need(v, 'bone', 'Choose a bone.'), systemic: Boolean(v.systemic), text: said(v) }),
  },
  'add-moment': {
    icon: 'note', label: 'Moment', title: 'A moment that is missing',
    fields: (o) => [{ type: 'time', name: 'at', label: 'When, on the story’s clock', times: [o.common.clock.slice(0, 5)] }, words('text', 'What happened', {})],
    make: (o, v) => ({ review: 'add-moment', at: need(v, 'at', 'Say when it was.'), text: said(v) }),
  },
  'add-action': {
    icon: 'report', label: 'Action', title: 'An action for the plan',
    fields: () => [
      words('text', 'What', { placeholder: 'One thing that will be different' }),
      words('owner', 'Who', { lines: 1 }),
      { type: 'date', name: 'due', label: 'By' },
      chips('priority', 'How soon', SOON),
      words('check', 'Done when', { placeholder: 'How one will know' }),
    ],
    make: (o, v) => ({
      review: 'add-action', text: said(v), owner: need(v, 'owner', 'Say who sees to it.'), due: need(v, 'due', 'Say by when.'),
      priority: need(v, 'priority', 'Say how soon.'), check: need(v, 'check', 'Say how one will know that it is done.'),
    }),
  },
  frame: { icon: 'report', ...simple('frame', 'Frame', 'What this talk is for', 'Scope, aims, and that nobody is blamed.') },
};

const KINDS = ['frame', 'add-moment', 'add-why', 'add-cause', 'worked', 'hindered', 'surprise', 'add-action'];

/** An entry of the review as a move, in a scene that is for it. */
export const review = {
  send: 'Add it',
  start: () => ({ entry: null, at: null }),
  fields: (o, v, me) => [
    chips('entry', 'Which part', KINDS.map((id) => ({ id, label: REVIEW[id].label, note: REVIEW[id].title }))),
    ...(v.entry ? REVIEW[v.entry].fields(o, v, me) : []),
  ],
  make: (o, v) => ({ move: { kind: 'review', entry: REVIEW[need(v, 'entry', 'Choose which part.')].make(o, v) }, text: '' }),
};
