// The page's forms, filled in for a line of a plan. Only what can be clicked is
// clicked: a choice that the form does not offer is said in words instead.

import { send } from './room.mjs';

export const DIALOG = 'dialog[open]';
const chip = (field, value) => `${DIALOG} [data-field="${field}"] [data-value="${value}"]`;

/** Chooses a chip; false when the form does not offer it. */
export async function pick(page, field, value) {
  const pressed = await page.evaluate((at) => document.querySelector(at)?.getAttribute('aria-pressed') ?? null, chip(field, value));
  if (pressed === 'false') await page.locator(chip(field, value)).first().click();
  return pressed !== null;
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

async function which(page, { do: move, text }) { await pick(page, 'option', move.option); await words(page, 'text', text); }

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
  async report(page, { do: move }) { for (const name of ['conditions', 'actions', 'needs']) await words(page, name, move[name]); },
  async object(page, { do: move, text }) { if (move.option) await pick(page, 'option', move.option); await words(page, 'text', text); },
  async escalate(page, { text, to }) { await all(page, 'to', to); await words(page, 'text', text); },
  start: which,
  stop: which,
  async verify(page, { do: move, text }) { await pick(page, 'incident', move.incident); await words(page, 'text', text); },
  async resolve(page, { do: move, text }) { await pick(page, 'incident', move.incident); await words(page, 'text', text); },
  async reassign(page, { do: move, text }) {
    await pick(page, 'staff', move.staff);
    await pick(page, 'incident', move.incident ?? 'free');
    await words(page, 'text', text);
  },
  async 'hand-over'(page, { do: move, to }) {
    await all(page, 'one', to);
    if (move.incident) await pick(page, 'incident', move.incident);
    await words(page, 'summary', move.summary);
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
    if (entry.to) await pick(page, 'to', entry.to);
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
export async function fill(page, line) {
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
