// What a person's hands do on the page: fill in the form of a move, capture
// what somebody said, answer what is asked by one tap. Only what can be clicked
// is clicked: a choice that the page does not offer is said in words instead.

import { openMove, send } from './room.mjs';

const DIALOG = 'dialog[open]';
const chip = (field, value) => `${DIALOG} [data-field="${field}"] [data-value="${value}"]`;

/** Chooses a chip; false when the form does not offer it. */
async function pick(page, field, value) {
  const one = page.locator(chip(field, value)).first();
  if (!await one.count()) return false;
  if (await one.getAttribute('aria-pressed') !== 'true') await one.click();
  return true;
}

const all = async (page, field, values) => { for (const value of values ?? []) await pick(page, field, value); };

/** Takes back whatever the form began with. */
async function clear(page, field) {
  const on = page.locator(`${DIALOG} [data-field="${field}"] [aria-pressed=true]`);
  for (let n = await on.count(); n > 0; n -= 1) await on.first().click();
}

const words = (page, name, text) => (text ? page.fill(`${DIALOG} [name="${name}"]`, text) : null);

/** A time of day: one of those offered, else typed. */
async function time(page, field, at) {
  if (!at || await pick(page, field, at)) return;
  const own = page.locator(`${DIALOG} [data-field="${field}"] input`);
  await own.fill(at);
  await own.press('Tab');
}

/** Asks with the form's topics where it offers every one of them, else in words. */
async function topics(page, wanted) {
  const offered = await Promise.all(wanted.map(async (topic) => {
    for (const field of ['subjects', 'aspects']) if (await page.locator(chip(field, topic)).count()) return [field, topic];
    return null;
  }));
  if (offered.every(Boolean)) for (const [field, topic] of offered) await pick(page, field, topic);
}

/** Each kind of move, as its form wants it. */
const FILL = {
  async declare(page, { do: move }) { await pick(page, 'severity', move.severity); await words(page, 'impact', move.impact); },
  async assign(page, { do: move }) { await pick(page, 'responsibility', move.responsibility); await pick(page, 'seat', move.seat); },
  async 'set-channels'(page, { do: move }) { await pick(page, 'technical', move.technical); },
  async ask(page, { do: move, text, to }) {
    if (move.objections) await page.click(`${DIALOG} [data-f=objections]`); else await topics(page, move.topics ?? []);
    await words(page, 'text', text);
    await all(page, 'to', to);
  },
  async tell(page, { do: move, text, to }) { await all(page, 'facts', move.facts); await words(page, 'text', text); await all(page, 'to', to); },
  async say(page, { text, to }) { await words(page, 'text', text); await all(page, 'to', to); },
  async acknowledge(page, { do: move, text }) { await time(page, 'back_by', move.back_by); await words(page, 'text', text); },
  async note(page, { do: move, text }) { await pick(page, 'line', move.line); await words(page, 'text', text); },
  async propose(page, { do: move, text }) { if (move.option) await pick(page, 'option', move.option); await words(page, 'text', text); },
  async decide(page, { do: move, text }) {
    await pick(page, 'option', move.option);
    await all(page, 'over', move.over);
    await words(page, 'because', move.because || text);
    await all(page, 'facts', move.facts);
    await all(page, 'price', move.price);
    if (move.fallback && await pick(page, 'fallback', move.fallback.option)) await words(page, 'trigger', move.fallback.trigger);
    await time(page, 'check_at', move.check_at);
  },
  async order(page, { do: move, text, to }) {
    for (const field of ['to', 'option']) await clear(page, field);
    await all(page, 'to', to);
    await words(page, 'task', move.task || text);
    if (move.option) await pick(page, 'option', move.option);
    await time(page, 'by', move.by);
  },
  async act(page, { do: move }) {
    await pick(page, 'action', move.action);
    if (move.hand) await pick(page, 'hand', move.hand);
    await pick(page, 'dice', String(move.dice));
  },
  async review(page, { do: { entry } }) {
    await pick(page, 'entry', entry.review);
    await words(page, 'text', entry.text);
    await time(page, 'at', entry.at);
    if (entry.bone) await pick(page, 'bone', entry.bone);
    if (entry.systemic) await page.click(`${DIALOG} [data-f=systemic]`);
    await words(page, 'owner', entry.owner);
    await words(page, 'check', entry.check);
    if (entry.due) await page.fill(`${DIALOG} [name=due]`, entry.due);
    if (entry.priority) await pick(page, 'priority', entry.priority);
  },
  async update(page, { do: move, text }) {
    await words(page, 'impact', move.impact ?? text);
    await words(page, 'action', move.action);
    if (move.owner) await pick(page, 'owner', move.owner);
    await time(page, 'next_at', move.next_at);
  },
};

/** Fills in the open form for a line of a plan, says where, and sends it. */
async function fill(page, line) {
  await page.waitForSelector(`${DIALOG} .form[data-form]`);
  await FILL[line.do.kind](page, line);
  await pick(page, 'where', line.channel ?? 'room');
  await send(page);
  const refused = page.locator(`${DIALOG} .refusal p`).first();
  await Promise.race([
    page.waitForSelector(DIALOG, { state: 'detached', timeout: 20_000 }),
    refused.waitFor({ timeout: 20_000 }).then(async () => { throw new Error(`${line.at} ${line.do.kind} was refused: ${await refused.textContent()}`); }, () => null),
  ]);
}

/** The answers that a message's own menu offers. */
const ANSWERS = { acknowledge: 'Acknowledge', ask: 'Ask back', object: 'Object' };

/** Plays a line of a plan; `reply` is the message that it answers. */
export async function play(page, line, reply = null) {
  if (!reply) {
    await openMove(page, line.do.kind);
    await fill(page, line);
    return;
  }
  // What was said to somebody alone lies in a tab of its own.
  await page.click(`[data-channel="${reply.channel ?? ' private'}"]`);
  await page.click(`#lines [data-f="msg-${reply.seq}"]`);
  const words_ = ANSWERS[line.do.kind] ?? 'Answer';
  await page.click(`${DIALOG} [data-act="line-${words_}"]`);
  await fill(page, { ...line, do: { ...line.do, kind: words_ === 'Answer' ? 'tell' : line.do.kind } });
  await page.click('[data-channel=room]');
}

/** Writes down what somebody said; `ago` is one of the page's own. */
export async function capture(page, line, ago = '0 s') {
  await page.click('[data-act=said]');
  await pick(page, 'seat', line.capture);
  await pick(page, 'ago', ago);
  await page.click(`${DIALOG} .form:not([data-form]) [data-move="${line.do.kind}"]`);
  await fill(page, line);
}

/** What is asked now, and what a tap could do about it. */
const asked = (page) => page.evaluate(() => {
  const region = document.querySelector('.r-ask');
  const has = (what) => Boolean(region?.querySelector(what));
  const words_ = region?.querySelector('.ask-words')?.textContent;
  if (!words_ || document.querySelector('dialog[open]') || document.querySelector('.app.still, .still .r-ask')) return null;
  return {
    words: words_,
    fact: region.querySelector('.fact[data-act=tell]:not([disabled])')?.dataset.fact ?? null,
    told: has('.fact.told'),
    taps: [...region.querySelectorAll('.answers [data-act]')].map((el) => el.dataset.act),
    more: has('[data-f=next-ask]'),
  };
});

/**
 * A colleague at their page: tells what they are asked for, takes what they are
 * given, starts the work. `objects` maps a part of a question to words against it.
 * Ends when `until.over` is true; `at()` is the page, which may be closed and
 * opened again.
 */
export async function colleague(at, until, objects = {}) {
  const done = [];
  const puzzled = new Set();
  while (!until.over) {
    const page = at();
    try {
      const what = page ? await asked(page) : null;
      if (!what) { await new Promise((resolve) => { setTimeout(resolve, 250); }); continue; }
      const did = await one(page, what, objects, puzzled);
      if (did) done.push(did);
      else await page.waitForTimeout(250);
    } catch (error) {
      // The page was closed under these hands, or what they reached for has gone.
      if (!/closed|Timeout|detached|destroyed/.test(String(error))) throw error;
      // A form that could not be sent, in a time cut for one, would hide what is asked next.
      if (page && !page.isClosed()) await page.keyboard.press('Escape').catch(() => null);
    }
  }
  return done;
}

async function one(page, what, objects, puzzled) {
  const tap = async (act) => {
    await page.click(`.r-ask .answers [data-act="${act}"]`, { timeout: 3000 });
    // Not twice: the room's word takes the question off the page.
    await page.waitForFunction((words_) => document.querySelector('dialog[open]') || document.querySelector('.r-ask .ask-words')?.textContent !== words_, what.words, { timeout: 4000 }).catch(() => null);
  };
  if (what.fact) {
    await page.click(`.r-ask .fact[data-act=tell][data-fact="${what.fact}"]`, { timeout: 3000 });
    await page.waitForFunction((id) => !document.querySelector(`.r-ask .fact[data-act=tell][data-fact="${id}"]:not([disabled])`), what.fact, { timeout: 5000 });
    return `told ${what.fact}`;
  }
  if (what.taps.includes('no-objection')) {
    const against = Object.entries(objects).find(([part]) => what.words.includes(part))?.[1];
    if (!against) { await tap('no-objection'); return 'no objection'; }
    await tap('answer-object');
    await page.fill(`${DIALOG} [name=text]`, against);
    await send(page);
    await page.waitForSelector(DIALOG, { state: 'detached', timeout: 10_000 });
    return 'objected';
  }
  for (const act of ['start-it', 'on-it', 'that-is-all']) if (what.taps.includes(act)) { await tap(act); return act; }
  // A demand waits until somebody knows: said once is enough.
  if (what.taps.includes('answer') && !what.told && !puzzled.has(what.words)) {
    puzzled.add(what.words);
    await tap('answer');
    await page.fill(`${DIALOG} [name=text]`, 'I do not know that. I find out and say it here.');
    await send(page);
    await page.waitForSelector(DIALOG, { state: 'detached', timeout: 10_000 });
    return 'answered in words';
  }
  if (what.more) { await page.click('.r-ask [data-f=next-ask]', { timeout: 3000 }); return null; }
  return null;
}
