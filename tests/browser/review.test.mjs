// The review as a person fills it in: in a scene that is for it, and after
// ENDEX; on a phone and on a laptop.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openMove, openRoom, seated, sent, startex } from './room.mjs';
import { cut, faults, hiddenTabs, sized, wide } from './sizes.mjs';

const SIZES = [[390, 844], [360, 640], [1280, 800]];
const SECRET = 'You asked before anybody was afraid.';

let browser;
let room;
let lead;
let scribe;
before(async () => {
  browser = await openBrowser();
  room = await openRoom({ scenario: 'postmortem-lead' });
  lead = await seated(browser, room, { name: 'Ines', family: 'frontend', seat: 'lead' });
  scribe = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'scribe' });
  await startex(room);
  await lead.waitForSelector('.peek');
});
after(async () => { await browser?.close(); await room?.stop(); });

async function fits(page, what) {
  for (const [width, height] of SIZES) {
    await sized(page, width, height);
    assert.deepEqual(await wide(page), [], `${what}, ${width}×${height}`);
    assert.deepEqual(await faults(page), [], `${what}, ${width}×${height}`);
  }
  await sized(page, 390, 844);
}

test('titles of roles and channels are read whole on a phone', async () => {
  const vp = await seated(browser, room, { name: 'Kim', family: 'sales', seat: 'vp' });
  await vp.waitForSelector('.peek');
  for (const page of [lead, vp]) {
    await fits(page, 'in play');
    assert.deepEqual(await cut(page, '.two'), []);
    await sized(page, 360, 740);
    // By keyboard to the last tab, and by a click: both bring it into sight.
    const last = page.locator('.tab-row .tab').last();
    await last.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.tab-row .tab:last-child').matches('.on'));
    assert.deepEqual(await hiddenTabs(page), []);
    await page.click('.tab-row .tab >> nth=0');
    await page.waitForFunction(() => document.querySelector('.tab-row .tab').matches('.on'));
    assert.deepEqual(await hiddenTabs(page), []);
    await sized(page, 390, 844);
  }
  await vp.context().close();
});

test('in its scene: says who reads it, shows what belongs to a part, and where something is missing', async () => {
  await openMove(lead, 'review');
  assert.match(await lead.textContent('dialog .form'), /Everybody in the room reads it/);
  assert.equal(await lead.locator('dialog [data-field=entry] [data-value=feedback]').count(), 0);
  await lead.click('dialog [data-act=send]');
  assert.match(await lead.textContent('dialog .refusal'), /which part/);
  for (const entry of ['frame', 'add-moment', 'add-why', 'add-cause', 'worked', 'hindered', 'surprise', 'add-action']) {
    await lead.click(`dialog [data-field=entry] [data-value="${entry}"]`);
    await fits(lead, entry);
  }
  // What is missing is named, marked, and under the cursor, from the top down.
  const missing = () => lead.evaluate(() => ({ field: document.activeElement.name || document.activeElement.closest('[data-field]')?.dataset.field, marked: document.querySelectorAll('dialog .missing').length, why: document.querySelector('dialog .refusal').textContent }));
  const steps = [
    ['text', /what will be done/, () => lead.fill('dialog [name=text]', 'An alarm at 80 per cent of the pool')],
    ['owner', /who sees to it/, () => lead.fill('dialog [name=owner]', 'Database lead')],
    ['priority', /how soon/, () => lead.click('dialog [data-field=priority] [data-value=week]')],
    ['due', /day/, () => lead.fill('dialog [name=due]', '2026-12-01')],
    ['check', /done/, () => lead.fill('dialog [name=check]', 'A drill sets it off')],
  ];
  for (const [field, why, mend] of steps) {
    await lead.click('dialog [data-act=send]');
    const is = await missing();
    assert.deepEqual([is.field, is.marked], [field, 1]);
    assert.match(is.why, why);
    await mend();
    assert.equal((await missing()).marked, 0);
  }
  await sent(lead);
  for (const page of [lead, scribe]) await page.waitForFunction(() => document.querySelector('#lines').textContent.includes('An alarm at 80 per cent'));
});

test('a moment has the time of the incident, not of the review', async () => {
  await openMove(lead, 'review');
  await lead.click('dialog [data-field=entry] [data-value=add-moment]');
  assert.equal(await lead.locator('dialog [data-field=at] button').count(), 0);
  await lead.fill('dialog [data-field=at] input', '1435');
  await lead.fill('dialog [name=text]', 'Somebody found the ten connections');
  await sent(lead);
  await scribe.waitForFunction(() => /14:35.*ten connections/.test(document.querySelector('#lines').textContent));
});

test('after ENDEX each form says who reads it, and that is so', async () => {
  await room.host('end');
  await lead.waitForSelector('[data-review=worked]');
  await fits(lead, 'hot wash');
  await lead.click('[data-review=feedback]');
  await fits(lead, 'feedback');
  assert.match(await lead.textContent('dialog .lead'), /Only the host reads it/);
  await lead.click('dialog [data-field=to] [data-value=scribe]');
  await lead.fill('dialog [name=text]', SECRET);
  await sent(lead);
  await lead.click('[data-review=worked]');
  assert.match(await lead.textContent('dialog .lead'), /Everybody in the room reads it/);
  await lead.fill('dialog [name=text]', 'Everybody looked things up.');
  await sent(lead);
  for (const page of [lead, scribe]) {
    await page.waitForFunction(() => document.querySelector('#lines').textContent.includes('Everybody looked things up.'));
    assert.ok(!(await page.textContent('body')).includes(SECRET));
    assert.deepEqual(page.troubles, []);
  }
});

test('review and close at once: every page says that the room is closed, and asks for no more', async () => {
  await room.host('review');
  // The server may be gone before it has answered.
  await room.host('close').catch(() => {});
  for (const page of [lead, scribe]) {
    await page.waitForFunction(() => /The room is closed\. The host has the report/.test(document.querySelector('.ending')?.textContent));
    assert.equal(await page.locator('.r-review button').count(), 0);
    await page.waitForTimeout(500);
    assert.doesNotMatch(await page.textContent('[data-role=sub]'), /Reconnecting/);
  }
});
