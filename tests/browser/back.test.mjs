// Going back leaves what lies over the page, not the page; by a canned room.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join_, openBrowser, openMove, phone } from './room.mjs';

let browser;
let mock;
let page;
before(async () => {
  mock = spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), 'mock.mjs'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [base] = await once(createInterface({ input: mock.stdout }), 'line');
  browser = await openBrowser();
  page = await phone(browser, { base, code: 'idle' });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  await page.waitForSelector('.peek');
});
after(async () => { await browser?.close(); mock?.kill(); });

const layers = (wanted) => page.waitForFunction((n) => (history.state?.layers ?? 0) === n, wanted);
// As the key does it: nothing waits for another document, since there is none.
const back = () => page.evaluate(() => history.back());
const bare = () => page.waitForSelector('dialog', { state: 'detached' });

test('back closes a form and keeps its words, and the page stays', async () => {
  const address = page.url();
  await openMove(page, 'report');
  await layers(1);
  await page.fill('dialog textarea[name=conditions]', 'Half a sentence');
  await back();
  await bare();
  await layers(0);
  assert.equal(page.url(), address);
  await page.waitForSelector('[data-move=report] .draft');
  await openMove(page, 'report');
  assert.equal(await page.inputValue('dialog textarea[name=conditions]'), 'Half a sentence');
  // Closed by its button, it leaves nothing to go back through.
  await page.click('dialog [data-act=close]');
  await layers(0);
});

test('a sheet that makes room for another is one step', async () => {
  await page.click('[data-act=more]');
  await layers(1);
  await page.click('dialog [data-move=escalate]');
  await page.waitForSelector('dialog .form');
  assert.equal(await page.locator('dialog').count(), 1);
  await layers(1);
  await back();
  await bare();
  await layers(0);
  assert.ok(await page.isVisible('.r-me'));
});

test('back folds a channel, after the sheet that lies over it', async () => {
  await page.click('[data-act=fold]');
  await layers(1);
  await page.click('.msg [data-act=message] >> nth=0');
  await page.waitForSelector('dialog');
  await layers(2);
  await back();
  await bare();
  assert.ok(await page.isVisible('.r-composer input'));
  await layers(1);
  await back();
  await page.waitForSelector('.r-composer input', { state: 'hidden' });
  await layers(0);
  // Quick hands: opened and closed before the history has followed.
  await page.evaluate(() => { for (let n = 0; n < 5; n += 1) document.querySelector('[data-act=fold]').click(); });
  await layers(1);
  await page.click('[data-act=fold]');
  await layers(0);
  assert.deepEqual(page.troubles, []);
});

test('a form that a reload opens again is left by going back, too', async () => {
  await openMove(page, 'report');
  await layers(1);
  await page.reload();
  await page.waitForSelector('dialog .form');
  await layers(1);
  await back();
  await bare();
  await layers(0);
  // A sheet that a reload does not open again leaves no step behind.
  await page.click('[data-act=card]');
  await layers(1);
  await page.reload();
  await page.waitForSelector('.peek');
  await layers(0);
  assert.deepEqual(page.troubles, []);
});
