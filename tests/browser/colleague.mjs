// A colleague at their page, who lives on taps: what is asked now, and what one
// tap could do about it.

import { DIALOG } from './fills.mjs';
import { send } from './room.mjs';

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
 * opened again, or null while somebody else has it. `self` says what the hands
 * do: `busy` while they are on the page, `idle` looks in a row at which there
 * was nothing to do, one every `pause` milliseconds.
 */
export async function colleague(at, until, { objects = {}, pause = 250, self = {} } = {}) {
  const done = [];
  const puzzled = new Set();
  Object.assign(self, { busy: false, idle: 0 });
  while (!until.over) {
    const page = at();
    self.busy = Boolean(page);
    try {
      const what = page ? await asked(page) : null;
      const did = what ? await one(page, what, objects, puzzled) : null;
      if (did) done.push(did);
      self.idle = did ? 0 : self.idle + 1;
    } catch (error) {
      // The page was closed under these hands, or what they reached for has gone.
      if (!/closed|Timeout|detached|destroyed/.test(String(error))) throw error;
      // A form that could not be sent, in a time cut for one, would hide what is asked next.
      if (page && !page.isClosed()) await page.keyboard.press('Escape').catch(() => null);
    }
    self.busy = false;
    if (self.idle) await new Promise((resolve) => { setTimeout(resolve, pause); });
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
