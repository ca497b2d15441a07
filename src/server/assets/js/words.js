// Names of moves and a few sentences that several screens share.

/** What each move is called on its button, and what its form asks. */
export const MOVES = {
  declare: ['Declare', 'How bad is it?'],
  assign: ['Assign', 'Who answers for what?'],
  'set-channels': ['Channels', 'Where does technical talk belong?'],
  ask: ['Ask', 'What do you need to know?'],
  tell: ['Tell', 'What do you know?'],
  order: ['Order', 'Who does what, by when?'],
  acknowledge: ['On it', 'Take it, or say when you are back'],
  report: ['Report', 'How do things stand?'],
  propose: ['Propose', 'What could be done?'],
  object: ['Object', 'What speaks against it?'],
  decide: ['Decide', 'Which way, and why?'],
  start: ['Start', 'Which work begins?'],
  stop: ['Stop', 'Which work ends?'],
  update: ['Update', 'What do they need to hear?'],
  escalate: ['Escalate', 'Who is needed, and why?'],
  'hand-over': ['Hand over', 'Who takes command?'],
  reassign: ['Send', 'Who works on what?'],
  note: ['Board', 'What should the board say?'],
  verify: ['Verify', 'Is it as hoped?'],
  resolve: ['Resolve', 'What is over?'],
  act: ['Act', 'What do you do with this turn?'],
  review: ['Review', 'What belongs in the review?'],
  say: ['Say', 'What do you want to say?'],
};

export const label = (kind) => MOVES[kind]?.[0] ?? kind;
export const question = (kind) => MOVES[kind]?.[1] ?? '';

export const STAGES = {
  found: 'on the table', decided: 'decided', running: 'under way', succeeded: 'done', failed: 'failed', stopped: 'stopped',
};

export const MEDIA = { chat: '', alert: 'alert', email: 'mail', phone: 'phone', press: 'press', ticket: 'ticket', metric: 'figures' };

/** The scenario's enums may come in either case. */
export const plain = (word) => String(word ?? '').toLowerCase();

/** What a refusal says, without the numbers of revisions: those are for programs. */
export const plainWhy = (why) => why.replace(/ \(you saw \d+, now it is \d+\)/, '');

/** A sentence's first letter made large. */
export const capital = (text) => (text ? text[0].toUpperCase() + text.slice(1) : '');

const CELLS = { time: 'time', loss: 'data lost', risk: 'risk', impact: 'users' };

/**
 * What a fact is about, as the cells that it fills: `{cell: 'time', option:
 * 'Restore'}`; null for one that fills none. "4 h" alone says too little.
 */
export function aboutFact(view, fact) {
  if (!fact.cells.length) return null;
  const [id] = fact.cells[0];
  const named = view.form?.nameable.find((choice) => choice.id === id)?.label.replace(/^., /, '') ?? view.options.find((option) => option.id === id)?.name;
  const cells = [...new Set(fact.cells.filter(([option]) => option === id).map(([, cell]) => CELLS[cell]))];
  return { cell: cells.join(', '), option: capital(named ?? '') };
}

/** What an option is called: `A, restore`. */
export const optionName = (option) => `${option.letter}, ${option.name}`;
