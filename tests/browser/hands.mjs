// What a person's hands do on the page with a line of a plan: make the move,
// answer a message, write down what somebody said.

import { DIALOG, fill, pick } from './fills.mjs';
import { openMove } from './room.mjs';

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
  // Above a question a phone shows the last few lines alone.
  const folded = page.locator('[data-act=fold][aria-expanded=false]');
  const short = await folded.count() > 0;
  if (short) await folded.click();
  await page.click(`#lines [data-f="msg-${reply.seq}"]`);
  const words_ = ANSWERS[line.do.kind] ?? 'Answer';
  await page.click(`${DIALOG} [data-act="line-${words_}"]`);
  await fill(page, { ...line, do: { ...line.do, kind: words_ === 'Answer' ? 'tell' : line.do.kind } });
  await page.click('[data-channel=room]');
  if (short) await page.click('[data-act=fold]');
}

/** Writes down what somebody said; `ago` is one of the page's own. */
export async function capture(page, line, ago = '0 s') {
  await page.click('[data-act=said]');
  await pick(page, 'seat', line.capture);
  await pick(page, 'ago', ago);
  await page.click(`${DIALOG} .form:not([data-form]) [data-move="${line.do.kind}"]`);
  await fill(page, line);
}
