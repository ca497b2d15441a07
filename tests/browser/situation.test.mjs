// How several incidents are told, and what stands for somebody without a role, by a canned room.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join_, openBrowser, phone } from './room.mjs';
import { wide } from './sizes.mjs';

let browser;
let mock;
let base;
before(async () => {
  mock = spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), 'mock.mjs'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  [base] = await once(createInterface({ input: mock.stdout }), 'line');
  browser = await openBrowser();
});
after(async () => { await browser?.close(); mock?.kill(); });

test('an incident says since when, who leads it and who works on it', async () => {
  const page = await phone(browser, { base, code: 'incidents' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  await page.click('[data-act=situation]');
  const says = (id) => page.locator(`dialog [data-incident=${id}]`).innerText();
  assert.match(await says('payments'), /from the start · led by Incident commander · nobody on it/);
  assert.match(await says('certificate'), /since 02:09 · led by SRE lead · 1 engineer on it/);
  assert.match(await says('database'), /over since 02:10$/);
  assert.ok(!/SEV/.test(await says('payments')));
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 640 });
    assert.deepEqual(await wide(page), [], `${width}`);
  }
  assert.deepEqual(page.troubles, []);
});

test('nothing is asked of somebody without a role, and why they read nothing is said', async () => {
  const page = await phone(browser, { base, code: 'unseated' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Una', family: 'backend' });
  // A responsibility that nobody has is not theirs.
  await page.waitForFunction(() => /You have no role/.test(document.querySelector('#lines')?.textContent));
  assert.equal(await page.textContent('.r-ask'), '');
  assert.deepEqual(page.troubles, []);
});

test('words of one’s own come first where one tapped for them', async () => {
  const page = await phone(browser, { base, code: 'play' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  // What Tom answers for waits before the question.
  await page.click('.r-ask [data-f=next-ask]');
  await page.click('.r-ask .own-words');
  await page.waitForFunction(() => document.activeElement?.name === 'text');
  assert.equal(await page.locator('dialog .form .field').first().locator('[name=text]').count(), 1);
  assert.deepEqual(page.troubles, []);
});

test('a role that only a larger table has is no open seat', async () => {
  const page = await phone(browser, { base, code: 'lobby' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  const seats = await page.locator('.people li').allInnerTexts();
  assert.match(seats[0], /Incident commander persona/);
  assert.match(seats.at(-1), /Support lead only at larger tables/);
  assert.deepEqual(page.troubles, []);
});

test('a review has no strip of an outage, and still a way to what is shared', async () => {
  const page = await phone(browser, { base, code: 'postmortem' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  await page.waitForSelector('.board');
  const strip = await page.innerText('.r-board');
  assert.match(strip, /Review/);
  assert.doesNotMatch(strip, /SEV|locked out|plan|update/);
  await page.click('[data-act=situation]');
  const says = await page.innerText('dialog');
  assert.match(says, /Agenda/);
  assert.match(says, /At the table/);
  assert.doesNotMatch(says, /Severity|State board/);
  assert.deepEqual(page.troubles, []);
});
