// Every quick form is sent, filled in with whatever it offers first: it is
// accepted, or refused in words with everything kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openMove, openRoom, seated, send, startex } from './room.mjs';

const COMMANDER = ['declare', 'assign', 'set-channels', 'ask', 'tell', 'order', 'acknowledge', 'report', 'propose', 'object', 'decide', 'update', 'escalate', 'note', 'verify', 'resolve', 'say', 'hand-over'];
const REVIEW = ['worked', 'hindered', 'surprise', 'feedback', 'add-why', 'add-cause', 'add-moment', 'add-action', 'frame'];

let browser;
let room;
let ic;
before(async () => {
  browser = await openBrowser();
  room = await openRoom();
  ic = await seated(browser, room, { name: 'Ines', family: 'frontend', seat: 'ic' });
  await startex(room);
  await ic.waitForSelector('.peek');
  // Something to choose from: two ways out on the table.
  for (const [seat, option] of [['database', 'restore'], ['sre', 'failover']]) {
    await room.command({ do: 'capture', seat, ago: '0 s', play: { move: { kind: 'propose', option } } });
  }
});
after(async () => { await browser?.close(); await room?.stop(); });

/** Chooses the first of everything and writes in every line. */
async function fill(page) {
  for (let round = 0; round < 3; round += 1) {
    const groups = await page.$$eval('dialog [data-field]', (all) => all.map((el) => el.dataset.field));
    for (const name of groups) {
      if (['where', 'ago'].includes(name)) continue;
      const group = page.locator(`dialog [data-field="${name}"]`);
      // What is chosen already, another chip's choice excludes: the first that is not pressed, if none is.
      if (await group.locator('[aria-pressed=true]').count()) continue;
      // A time without one to suggest is typed.
      if (await group.locator('button').count()) await group.locator('button').first().click();
      else { await group.locator('input').fill('02:10'); await group.locator('input').press('Tab'); }
    }
  }
  for (const field of await page.locator('dialog textarea, dialog input[name]:not([type=date]):not(.time)').all()) if (!await field.inputValue()) await field.fill('Users cannot log in; the restore runs.');
  for (const field of await page.locator('dialog input[type=date]').all()) await field.fill('2026-12-01');
}

async function outcome(page) {
  await send(page);
  await page.waitForFunction(() => !document.querySelector('dialog') || document.querySelector('dialog .refusal')?.textContent, null, { timeout: 10_000 });
  return page.evaluate(() => document.querySelector('dialog .refusal')?.textContent ?? null);
}

for (const kind of COMMANDER) {
  test(`${kind}: accepted, or refused in words`, async () => {
    await openMove(ic, kind);
    await fill(ic);
    const why = await outcome(ic);
    if (why === null) return;
    assert.ok(why.length > 10, why);
    assert.doesNotMatch(why, /undefined|null|\[object|missing field|unknown variant|invalid type/);
    // Refused: only the rules' own reasons, for what the first choice happens to be.
    assert.ok(['resolve', 'escalate', 'object', 'acknowledge'].includes(kind), `${kind} was refused: ${why}`);
    await ic.click('dialog [data-act=close]');
  });
}

test('work is started and stopped', async () => {
  const tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database' });
  await tom.waitForSelector('.peek');
  await openMove(tom, 'start');
  await fill(tom);
  assert.equal(await outcome(tom), null);
  await tom.click('[data-act=more]');
  const stop = tom.locator('dialog [data-move=stop]');
  if (await stop.count()) {
    await stop.click();
    await fill(tom);
    assert.equal(await outcome(tom), null);
  }
});

test('a board line that changed in the meantime is refused as stale, and the words stay', async () => {
  const tom = await seated(browser, room, { name: 'Bo', family: 'sales', seat: 'sre' });
  await tom.waitForSelector('.peek');
  await openMove(tom, 'note');
  await tom.click('dialog [data-field=line] [data-value=impact]');
  await tom.fill('dialog textarea[name=text]', 'One in twenty locked out');
  const board = (await room.view()).table.board.find((line) => line.line === 'impact');
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'note', line: 'impact', base: board.revision }, text: 'Somebody was faster' } });
  const why = await outcome(tom);
  assert.match(why, /meanwhile: “Somebody was faster”.*again/);
  assert.doesNotMatch(why, /you saw|You can/);
  assert.equal(await tom.inputValue('dialog textarea[name=text]'), 'One in twenty locked out');
  assert.match(await tom.textContent('dialog .form'), /Somebody was faster/);
  // Having looked again, one sends it again.
  assert.equal(await outcome(tom), null);
});

test('paused: forms keep drafts and say why nothing is sent', async () => {
  await room.host('pause', { why: 'Coffee' });
  const tom = await seated(browser, room, { name: 'Al', family: 'qa', seat: 'product' });
  await tom.waitForSelector('.veil');
  assert.match(await tom.textContent('.veil'), /Coffee/);
  await openMove(tom, 'say');
  await tom.fill('dialog textarea[name=text]', 'Later then');
  assert.match(await tom.textContent('dialog [data-act=send]'), /Paused/);
  assert.ok(await tom.isDisabled('dialog [data-act=send]'));
  await room.host('resume');
  await tom.waitForFunction(() => !document.querySelector('dialog [data-act=send]').disabled);
  assert.equal(await outcome(tom), null);
});

test('after ENDEX every form of the retrospective is accepted, and a captured move can be disputed', async () => {
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, text: 'Words I never said' } });
  await room.host('end');
  await ic.waitForSelector('[data-review=worked]');
  for (const kind of REVIEW) {
    await ic.click(`[data-review="${kind}"]`);
    await fill(ic);
    assert.equal(await outcome(ic), null, kind);
  }
  await ic.waitForFunction(() => document.querySelector('#lines').textContent.includes('Helped:'));
  await ic.locator('.msg', { hasText: 'Words I never said' }).locator('[data-act=message]').click();
  await ic.click('dialog >> text=Star this moment');
  await ic.click('dialog >> text=That is not what I said');
  await ic.fill('dialog textarea', 'It was somebody else.');
  assert.equal(await outcome(ic), null);
  assert.deepEqual(ic.troubles, []);
});

test('a real emergency takes the exercise off every screen', async () => {
  await room.host('real-emergency').catch(() => {});
  await ic.waitForSelector('.real', { timeout: 5000 });
  assert.ok(!await ic.isVisible('#exercise'));
});
