// The smallest phones: what lies on paper and in forms is read whole; by canned rooms.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join_, openBrowser, openMove, phone } from './room.mjs';
import { clipped, faults, sized, wide } from './sizes.mjs';

const SMALL = [[320, 568], [360, 640]];
/** A keyboard leaves this much of a small phone. */
const TYPING = [320, 300];

let browser;
let mock;
let base;
before(async () => {
  mock = spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), 'mock.mjs'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  [base] = await once(createInterface({ input: mock.stdout }), 'line');
  browser = await openBrowser();
});
after(async () => { await browser?.close(); mock?.kill(); });

async function opened(code) {
  const page = await phone(browser, { base, code });
  await page.waitForSelector('#name');
  await join_(page, { name: 'Tom', family: 'backend' });
  await page.waitForSelector('.r-me');
  return page;
}

async function whole(page, part, what, sizes = SMALL) {
  for (const [width, height] of sizes) {
    await sized(page, width, height);
    assert.deepEqual(await clipped(page, part), [], `${what}, ${width}×${height}`);
    assert.deepEqual(await wide(page), [], `${what}, ${width}×${height}`);
    assert.deepEqual(await faults(page), [], `${what}, ${width}×${height}`);
  }
}

test('a question is read whole with all its answers, and what lies below the edge is announced', async () => {
  const page = await opened('long');
  await page.click('.r-ask [data-f=next-ask]');
  await whole(page, '.r-ask, .r-me', 'the paper');
  for (const [width, height] of SMALL) {
    await sized(page, width, height);
    const paper = page.locator('.r-ask');
    assert.ok(await paper.evaluate((el) => el.matches('.goes-on') === (el.scrollHeight - el.clientHeight > 8)));
    await paper.evaluate((el) => { el.scrollTop = el.scrollHeight; });
    await page.waitForFunction(() => !document.querySelector('.r-ask').matches('.goes-on'));
    assert.ok(await page.locator('.r-ask .later button').last().evaluate((el) => el.getBoundingClientRect().bottom <= document.querySelector('.r-ask').getBoundingClientRect().bottom));
    await paper.evaluate((el) => { el.scrollTop = 0; });
  }
  await page.click('.r-ask .own-words');
  await whole(page, 'dialog', 'an answer in own words');
  assert.ok((await page.innerText('dialog .lead')).includes('before anybody goes to bed'));
});

test('no form cuts its words, with a keyboard or without', async () => {
  const page = await opened('long');
  for (const kind of ['tell', 'ask', 'report', 'propose', 'object', 'update', 'order', 'escalate', 'verify', 'say']) {
    await openMove(page, kind);
    await whole(page, 'dialog', kind, [...SMALL, TYPING]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await sized(page, 360, 640);
  }
});

test('nor does the review', async () => {
  const page = await opened('hotwash');
  await whole(page, '.r-review', 'the parts of the review');
  for (const kind of ['worked', 'feedback', 'add-why', 'add-cause', 'add-moment', 'add-action', 'frame']) {
    await page.click(`[data-review=${kind}]`);
    await page.waitForSelector('dialog .form');
    // What is missing is said above the button, and the button stays in sight.
    await page.click('dialog [data-act=send]');
    await page.waitForSelector('dialog .refusal p');
    await whole(page, 'dialog', kind, [...SMALL, TYPING]);
    assert.ok(await page.locator('dialog [data-act=send]').evaluate((el) => el.getBoundingClientRect().bottom <= innerHeight), kind);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await sized(page, 360, 640);
  }
  assert.deepEqual(page.troubles, []);
});
