// The mystery of the queue, by three phones: turns, shared dice, whose hands
// they lie in, what was rolled, and what the page does not offer.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { play } from './hands.mjs';
import { openBrowser, openMove, openRoom, run, seated, startex } from './room.mjs';
import { Story, plan, scenario } from './story.mjs';

/** Hundredths of real pace: an hour of the story in some two minutes. */
const QUICK = 3000;

const PEOPLE = [['Ines', 'product', 'ic'], ['Bo', 'backend', 'store'], ['Kim', 'sre', 'api']];

let browser;
let room;
before(async () => { browser = await openBrowser(); room = await openRoom({ scenario: 'queue-mystery', seed: 3 }); });
after(async () => { await browser?.close(); await room?.stop(); });

const viewOf = (page) => page.evaluate(async () => {
  const code = document.body.dataset.code;
  const { token } = JSON.parse(localStorage.getItem(`warroom:${code}:session`));
  return (await fetch(`/api/rooms/${code}/view`, { headers: { Authorization: `Bearer ${token}` } })).json();
});

/** The host's verb, where the plan does not mind a refusal. */
const host = ({ host: { verb, ...more }, maybe }) => room.host(verb, more).catch((error) => { if (!maybe) throw error; });

test('a table deduces, rolls and is told what came of it', { timeout: 240_000 }, async () => {
  const at = {};
  for (const [name, family, seat] of PEOPLE) {
    at[seat] = await seated(browser, room, { name, family });
    await room.host('seat', { player: at[seat].player, seat, anyway: true });
  }
  await startex(room);
  const story = await Story.of(room, scenario('queue-mystery').clock.start);
  let offered = 0;
  for (const line of plan('queue-strong')) {
    await story.until(line.at, { pace: QUICK });
    if (line.host) { await host(line); continue; }
    if (line.do.kind !== 'act') {
      await play(at.ic, line);
      continue;
    }
    const { hand, ...act } = line.do;
    const page = at[hand] ?? at.ic;
    const view = await viewOf(page);
    const action = view.actions?.find((one) => one.id === act.action);
    const mine = view.common.turn?.acts.find((one) => one.seat === (hand ?? view.seat))?.dice ?? 0;
    if (line.maybe && (!action || act.dice > view.common.turn.left + mine)) continue;
    assert.ok(action, `${line.at} ${act.action} is offered to ${hand}`);
    await play(page, { ...line, do: at[hand] ? act : { ...act, hand } });
    offered += 1;
  }
  assert.ok(offered >= 6, `${offered} times dice were put on an action`);
  story.stop();

  const events = [...await room.events()];
  const rolled = events.filter(({ event }) => event.event === 'rolled');
  assert.ok(rolled.length >= 5, `${rolled.length} rolls`);
  for (const { event } of rolled) {
    const sum = event.dice.reduce((all, die) => all + die, 0) + event.bonus;
    assert.equal(event.succeeded, sum >= event.target);
  }
  const ended = events.find(({ event }) => event.event === 'ended');
  assert.ok(ended, 'the host ended it');

  // What fell stands in everybody's talk, the same.
  for (const page of Object.values(at)) {
    await page.waitForFunction(() => /against \d+/.test(document.querySelector('#lines')?.textContent ?? ''));
    assert.deepEqual(page.troubles, []);
  }
  const { code, out, err } = await run(room.data, 'replay', room.file, '--verify', '--json');
  assert.equal(code, 0, err);
  assert.equal(JSON.parse(out).verified, true);
  const report = join(room.data, 'report');
  assert.equal((await run(room.data, 'report', room.file, '--out', report)).code, 0);
  assert.match(readFileSync(join(report, 'report.html'), 'utf8'), /not scored by the rubric/);
});

test('a page offers what could help, says how likely it is, and takes dice back', { timeout: 120_000 }, async () => {
  const other = await openRoom({ scenario: 'queue-mystery', seed: 5 });
  try {
    const page = await seated(browser, other, { name: 'Ines', family: 'product', seat: 'ic' });
    await startex(other);
    await page.waitForSelector('.r-moves [data-move=act]');
    await openMove(page, 'act');
    const first = page.locator('dialog [data-field=action] [data-value]').first();
    await first.click();
    const chances = await page.$$eval('dialog [data-field=dice] [data-value] .note', (all) => all.map((el) => Number.parseInt(el.textContent, 10)));
    assert.equal(chances.length, 5, 'five shared dice');
    assert.ok(chances.every((chance, i) => i === 0 || chance >= chances[i - 1]), `more dice, more likely: ${chances}`);
    await page.click('dialog [data-field=dice] [data-value="2"]');
    await page.click('dialog [data-act=send]');
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.equal((await viewOf(page)).common.turn.left, 3);
    await openMove(page, 'act');
    await page.click('dialog [data-field=dice] [data-value="0"]');
    await page.click('dialog [data-act=send]');
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.equal((await viewOf(page)).common.turn.left, 5);
    await assert.rejects(other.host('roll'), /Nobody has put dice/);
  } finally {
    await other.stop();
  }
});
