// What a person's hands do on the page with a line of a plan: make the move,
// answer a message, write down what somebody said.

import { DIALOG, fill, pick } from './fills.mjs';
import { openMove } from './room.mjs';

/** The answers that a message's own menu offers. */
const ANSWERS = { acknowledge: 'Acknowledge', ask: 'Ask back', object: 'Object' };

/** Opens the answer to a question that is asked of this page's seat; false when it is not among them. */
async function answer(page, words) {
  const shown = page.locator('.r-ask .ask-words');
  const [, many] = /of (\d+)/.exec(await page.locator('.r-ask [data-f=next-ask]').textContent({ timeout: 1 }).catch(() => '')) ?? [];
  for (let looked = 0; looked < Number(many ?? 1) && await shown.count(); looked += 1) {
    const now = await shown.textContent();
    if (now === words) {
      await page.click('.r-ask [data-act=answer]');
      return true;
    }
    if (!many) return false;
    await page.click('.r-ask [data-f=next-ask]');
    await page.waitForFunction((before) => document.querySelector('.r-ask .ask-words')?.textContent !== before, now);
  }
  return false;
}

/** Opens the menu of a message. */
async function openLine(page, { seq, channel }) {
  // What was said to somebody alone lies in a tab of its own.
  await page.click(`[data-channel="${channel ?? ' private'}"]`);
  // Above a question a phone shows the last few lines alone.
  const folded = page.locator('[data-act=fold][aria-expanded=false]');
  const short = await folded.count() > 0;
  if (short) await folded.click();
  await page.click(`#lines [data-f="msg-${seq}"]`);
  return short;
}

/** Plays a line of a plan; `reply` is the message that it answers. */
export async function play(page, line, reply = null) {
  if (!reply) {
    await openMove(page, line.do.kind);
    await fill(page, line);
    return;
  }
  const words_ = ANSWERS[line.do.kind] ?? 'Answer';
  const said = { ...line, do: { ...line.do, kind: words_ === 'Answer' ? 'tell' : line.do.kind } };
  if (words_ === 'Answer' && reply.text && await answer(page, reply.text)) {
    await fill(page, said);
    return;
  }
  const short = await openLine(page, reply);
  await page.click(`${DIALOG} [data-act="line-${words_}"]`);
  await fill(page, said);
  await page.click('[data-channel=room]');
  if (short) await page.click('[data-act=fold]');
}

/** Adds an entry to the review after ENDEX. */
export async function review(page, line) {
  await page.click(`[data-review="${line.do.entry.review}"]`);
  await fill(page, line);
}

/** Writes down what somebody said; `ago` is one of the page's own. */
export async function capture(page, line, ago = '0 s') {
  await page.click('[data-act=said]');
  await pick(page, 'seat', line.capture);
  await pick(page, 'ago', ago);
  await page.click(`${DIALOG} .form:not([data-form]) [data-move="${line.do.kind}"]`);
  await fill(page, line);
}
