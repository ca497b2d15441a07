// The canned rooms of the mock: views and lines in the shapes that the server
// sends.

export const FAMILIES = ['Backend', 'Frontend', 'Database', 'SRE and operations', 'Product', 'Customer support', 'Something else'].map((label) => ({ id: label.toLowerCase().split(' ')[0], label }));
export const NOTICE = { during: 'Everybody in the room sees your name, your real job and what you say.', host: 'The host sees every move, and may write notes about what you do.', keeping: 'Notes and scores are deleted after 90 days.' };

const seat = (id, title, character, name, away_from, plate, glyph, colour, more = {}) => ({ id, title, character, name, away_from, persona: name === null, commands: id === 'ic', stakeholder: false, answers_for: [], plate, glyph, colour, last_heard: null, ...more });
const SEATS = [
  seat('ic', 'Incident commander', 'duty-ic', 'Ines', 'Product', 'circle', 'Target', 0),
  seat('database', 'Database lead', 'sarah-db', 'Tom', 'Frontend', 'square', 'Bars', 1, { answers_for: ['Technical lead'] }),
  seat('application', 'Application lead', 'mike-app', 'Ada', 'Data', 'square', 'Brackets', 2),
  seat('sre', 'SRE lead', 'lisa-sre', 'Bo', 'Customer support', 'square', 'Pulse', 3),
  seat('product', 'Product manager', 'david-product', 'Kim', 'Backend', 'hexagon', 'Sun', 4),
  seat('vp', 'VP engineering', 'jane-vp', null, null, 'hexagon', 'Chevrons', 5),
  seat('support', 'Support lead', 'omar-support', null, null, 'drop', 'Headset', 6),
];

const fact = (id, short, line, cells, more = {}) => ({ id, short, line, topics: ['the restore'], technical: false, own: true, told: false, cells, ...more });
const FACTS = [
  fact('restore-time', '4 hours', 'A full restore takes four hours, with its check.', [['restore', 'time']], { told: true }),
  fact('restore-loss', 'Nothing is lost', 'A restore loses nothing: the write log has it all.', [['restore', 'loss']]),
  fact('restore-risk', 'Medium: it can fail', 'One drill in five fails its check, then it starts again.', [['restore', 'risk']]),
  fact('corruption', 'A character set', 'The copy job read the old character set. It is not spreading.', [], { technical: true, topics: ['the cause'] }),
  fact('affected', '62,000 accounts', 'Sixty-two thousand accounts are damaged.', [], { own: false, told: true, topics: ['who is affected'] }),
];
const CARD = { title: 'Database lead', character: 'sarah-db', brief: 'Your team switched the users table to the new cluster at 02:00, and at 02:03 it went wrong. You would sooner do one slow thing properly than two fast things twice.', normal: 'A migration night is dull: counts match on both sides.', goals: ['Keep the data whole. No record lost for good', 'Nobody hurries the restore or skips its check'], tools: ['backups and the write log', 'the consistency check'], team: '3 engineers, on since 18:00', decides: ['technical questions that the commander delegates to you'], answers_for: ['Technical lead'], facts: FACTS };

const cells = (texts) => ['time', 'loss', 'risk', 'impact'].map((cell, i) => ({ cell, label: ['time', 'data lost', 'risk', 'users'][i], text: texts[i] ?? null, fact: i === 0 && texts[0] === '4 hours' ? 'restore-time' : null, told_by: texts[i] ? 'database' : null, of: texts[i] ? 9 : null }));
const option = (id, letter, name, owner, texts, stage = 'Found') => ({ id, letter, name, owner, cells: cells(texts), stage, running_since: null, decided: false });
const choice = (id, label) => ({ id, label });

const ASK = { ask: 7, message: 7, from: 'Incident commander', seat: 'ic', text: 'Restore: time? data loss? risk?', topics: ['the restore', 'how long', 'what is lost', 'how risky'], objections: false, channel: 'room', at: 332_000, held_until: null, answers: ['restore-time', 'restore-loss', 'restore-risk'], rungs: 0 };
const LONG = 'If we restore tonight, how long does it take with its check, what do we lose of the last hours for good, how often has it failed in a drill, and who will tell the people who cannot log in, before anybody goes to bed?';
const EVERY = ['tell', 'ask', 'order', 'acknowledge', 'report', 'propose', 'object', 'start', 'update', 'escalate', 'note', 'verify', 'say'];
const LEAD = ['declare', 'assign', 'set-channels', 'decide', 'stop', 'hand-over', 'resolve'];

function base() {
  return {
    audience: 'player',
    common: {
      title: 'A migration gone wrong', phase: 'play', now: 360_000, clock_start: '02:05:00', clock: '02:11:00', pace: 100, running: true, paused: null, emergency: false, certification: false, scene: null, scenes: [], cut: null,
      severity: { severity: 'Sev1', label: 'SEV-1', word: 'critical', impact: 'One person in twenty cannot log in.', at: 60_000 },
      deadlines: [{ label: 'decide', kind: 'Decision', at: 720_000, clock: '02:13–02:17', opens: 600_000, state: 'ahead' }, { label: 'next update', kind: 'Update', at: 1_500_000, clock: '02:30', opens: null, state: 'ahead' }, { label: 'penalty', kind: 'Penalty', at: 2_400_000, clock: '02:45', opens: null, state: 'ahead' }],
      commander: 'ic', reviewing: false, outage: true, ending: null,
    },
    name: 'Tom', part: 'player', seat: 'database', card: structuredClone(CARD), seats: structuredClone(SEATS),
    board: [{ line: 'impact', label: 'impact', text: '5% locked out', at: 120_000, revision: 1 }, { line: 'owner', label: 'owner', text: 'Incident commander', at: 90_000, revision: 1 }, { line: 'plan', label: 'plan', text: '', at: null, revision: 0 }, { line: 'next-update', label: 'next update', text: '02:30', at: 130_000, revision: 2 }],
    options: [option('restore', 'A', 'restore', 'database', ['4 hours']), option('failover', 'B', 'old cluster', 'sre', ['15 min', '2 hours of work', null, 'tonight again']), option('workaround', 'C', 'workaround', 'application', [null, null, null, '15 s login'])],
    services: [{ id: 'login', label: 'login', health: 'Failing', word: 'failing', needs: [] }, { id: 'users', label: 'users table', health: 'Down', word: 'down', needs: [] }, { id: 'old', label: 'old cluster', health: 'Standby', word: 'standing by', needs: [] }],
    metrics: [{ id: 'locked', label: 'locked out', value: '5%', milli: 5000, trend: 0 }, { id: 'tickets', label: 'tickets', value: '112', milli: 112_000, trend: 1 }],
    channels: [{ id: 'room', title: 'War room', purpose: 'WarRoom', technical_rule: false }, { id: 'tech', title: 'Technical', purpose: 'Technical', technical_rule: true }],
    asked: [structuredClone(ASK)], waiting: [], orders: [], legal: EVERY, fitting: ['report', 'ask', 'propose', 'object'],
    form: {
      subjects: [choice('restore', 'the restore'), choice('failover', 'the old cluster'), choice('workaround', 'the workaround'), choice('cost', 'the money')], aspects: [choice('time', 'how long'), choice('loss', 'what is lost'), choice('risk', 'how risky')],
      responsibilities: [{ id: 'tech', label: 'Technical lead', required: true, seat: 'database', taken_on: false, revision: 1 }, { id: 'comms', label: 'Communications', required: true, seat: null, taken_on: false, revision: 0 }],
      incidents: [choice('corruption', 'Corrupt users table')], nameable: [choice('restore', 'A, restore'), choice('failover', 'B, old cluster')], startable: [choice('restore', 'A, restore')], stoppable: [], decisions: 0, handovers: 0,
    },
  };
}

const STATES = {
  lobby: (v) => { v.common.phase = 'lobby'; v.seat = null; v.card = null; v.seats.forEach((s) => { s.name = null; s.away_from = null; s.persona = true; }); v.seats.at(-1).larger = true; v.fitting = []; v.legal = []; },
  dealt: (v) => { v.common.phase = 'lobby'; },
  briefing: (v) => { v.common.phase = 'briefing'; },
  idle: (v) => { v.asked = []; v.waiting = [{ ...ASK, topics: ['the old cluster', 'how long'], at: 300_000 }]; },
  objections: (v) => { v.asked = [{ ...ASK, objections: true, text: 'We restore, and the workaround bridges it. Any objections?', answers: [] }]; },
  postmortem: (v) => { v.asked = []; v.common.reviewing = true; v.common.outage = false; v.common.severity = null; v.options = []; v.board.forEach((line) => { line.text = ''; line.at = null; line.revision = 0; }); v.fitting = ['review', 'ask', 'say']; v.legal = ['review', 'ask', 'say', 'tell']; },
  long: (v) => {
    v.seats[0].title = 'Incident commander on duty, infrastructure';
    v.seats[2].title = 'Vice president, engineering and operations';
    v.asked = [{ ...structuredClone(ASK), text: LONG }];
    v.card.facts[1].short = 'Nothing is lost: the write log has it all';
    v.card.facts[1].line = 'A restore loses nothing whatever of the last hours: the write log has it all, and it was checked twice this evening.';
    v.form.subjects.push(choice('customers', 'the customers who paid with vouchers of the spring campaign'));
  },
  order: (v) => { v.asked = []; v.orders = [{ order: 8, message: 8, from: 'Incident commander', text: 'Database lead: start: restore by 02:15.', by: '02:15', option: 'restore' }]; },
  many: (v) => { STATES.order(v); v.asked = [structuredClone(ASK)]; },
  commander: (v) => { v.seat = 'ic'; v.asked = []; v.legal = [...EVERY, ...LEAD]; v.fitting = ['decide', 'ask', 'note', 'order']; v.channels.push({ id: 'exec', title: 'Executives', purpose: 'Executives', technical_rule: false }, { id: 'customers', title: 'Status page', purpose: 'Customers', technical_rule: false }); },
  certification: (v) => { STATES.commander(v); v.common.certification = true; v.form.subjects = []; v.form.aspects = []; },
  paused: (v) => { v.common.running = false; v.common.paused = 'Ten minutes for coffee.'; },
  cut: (v) => { v.asked = []; v.common.running = false; v.common.cut = { from: '02:20', to: '02:45', running: 'Restore by Database, workaround by Application', informs: ['Support lead to Status page, every 15 min'], wake: 'The check fails, or a second service goes red' }; },
  emergency: (v) => { v.common.emergency = true; },
  hotwash: (v) => { v.common.phase = 'hot-wash'; v.common.running = false; v.asked = []; v.legal = []; v.fitting = []; v.common.ending = ['Back by breakfast', 'The restore held. People logged in slowly, and nothing was lost. It could have been told an hour sooner.']; },
  incidents: (v) => {
    v.incidents = [
      { id: 'payments', title: 'Payments fail for everybody who pays with a voucher from the spring campaign', lead: null, since: null, resolved: null },
      { id: 'certificate', title: 'Certificate ends', lead: 'sre', since: '02:09', resolved: null },
      { id: 'database', title: 'Slow database', lead: null, since: '02:07', resolved: '02:10' },
    ];
    v.engineers = [{ id: 'one', name: 'Database one', lead: 'database', skills: ['database'], on: 'certificate', ready_at: null, looks: 'at work', worn: false }];
    v.seats.find((one) => one.id === 'database').title = 'Vice president, engineering and operations';
  },
  closed: (v) => { STATES.hotwash(v); v.common.phase = 'closed'; },
  unseated: (v) => { v.seat = null; v.card = null; v.asked = []; v.legal = []; v.fitting = []; v.channels = v.channels.slice(0, 1); },
  empty: (v) => { v.asked = []; v.common.severity = null; v.board.forEach((line) => { line.text = ''; line.at = null; line.revision = 0; }); v.options = []; v.metrics = []; v.common.deadlines = []; },
  scribe: (v) => { for (const key of ['seat', 'card', 'asked', 'waiting', 'orders', 'legal', 'fitting', 'form', 'channels', 'name', 'part']) delete v[key]; v.audience = 'table'; v.lobby = []; v.hidden_options = 1; v.technical = 'Technical'; },
};

/** The view of a state; unknown names give the plain one. */
export function viewOf(code) {
  const view = base();
  STATES[code]?.(view);
  return view;
}

const who = (id, persona = false) => ({ seat: id, name: SEATS.find((s) => s.id === id).character, persona });
const line = (seq, at, clock, from, channel, text, more = {}) => ({ seq, at, clock, show: 'message', from, channel, to: [], kind: 'say', medium: null, text, reply_to: null, spoken: false, ...more });

/** Its lines so far. */
export function itemsOf(code) {
  if (['empty', 'lobby', 'unseated'].includes(code)) return [];
  return [
    { seq: 1, at: 0, clock: '02:05', show: 'notice', kind: 'startex', text: 'STARTEX. The war room is open.', tone: 'plain' },
    line(2, 60_000, '02:06', who('ic'), 'room', 'This is SEV-1: one person in twenty cannot log in.', { kind: 'declare' }),
    line(3, 120_000, '02:07', who('ic'), 'room', 'Technical talk goes to the Technical channel. Decisions stay here.', { kind: 'set-channels' }),
    line(4, 200_000, '02:08', who('sre'), 'tech', 'The old cluster is two hours behind and falls further back each hour; I can switch everybody in fifteen minutes.'),
    line(7, 332_000, '02:10', who('ic'), 'room', code === 'long' ? LONG : ASK.text, { kind: 'ask', to: ['database'] }),
    line(9, 340_000, '02:10', who('database'), 'room', 'A full restore takes four hours, with its check.', { kind: 'tell', reply_to: 7, spoken: true }),
    line(10, 350_000, '02:10', who('product'), 'room', '15 seconds will flood the phones.'),
    line(11, 358_000, '02:11', who('vp', true), 'room', 'Options, time for each, and numbers.', { medium: 'Chat', kind: null }),
  ];
}
