// What people write is text, wherever it lands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openMove, openRoom, phone, seated, sent, startex } from './room.mjs';

const EVIL = '<img src=x onerror="window.hit=1">';

let browser;
let room;
before(async () => { browser = await openBrowser(); room = await openRoom(); });
after(async () => { await browser?.close(); await room?.stop(); });

test('markup in a name and in chat is shown as text', async () => {
  const bad = await seated(browser, room, { name: EVIL, family: 'backend', seat: 'ic' });
  const good = await seated(browser, room, { name: 'Tom', family: 'sales', seat: 'database' });
  await startex(room);
  await bad.waitForSelector('.peek');
  await openMove(bad, 'ask');
  await bad.click('dialog [data-field=to] [data-value=database]');
  await bad.fill('dialog textarea[name=text]', `${EVIL}</p><script>window.hit=2</script>`);
  await sent(bad);
  await good.waitForSelector('.r-ask .ask-words');
  assert.ok((await good.textContent('.r-ask .ask-words')).includes(EVIL));
  assert.ok((await good.textContent('.r-ask .ask-head')).includes(EVIL));
  assert.ok((await good.textContent('#lines')).includes(EVIL));
  await good.click('[data-act=situation]');
  assert.ok((await good.textContent('dialog')).includes(EVIL));
  for (const page of [bad, good]) {
    assert.equal(await page.evaluate(() => document.querySelectorAll('img, #lines script, dialog script').length), 0);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.deepEqual(page.troubles, []);
  }
});

test('a name that is taken, or none, is refused in words, and the form keeps what was typed', async () => {
  const late = await phone(browser, room);
  await late.waitForSelector('#name');
  assert.match(await late.textContent('.notice-box'), /host/);
  await late.click('[data-act=join]');
  assert.match(await late.textContent('.refusal'), /name/i);
  await late.fill('#name', 'tom');
  await late.selectOption('#family', 'design');
  await late.click('[data-act=join]');
  await late.waitForFunction(() => /called/.test(document.querySelector('.refusal').textContent));
  assert.equal(await late.inputValue('#name'), 'tom');
  await late.reload();
  await late.waitForSelector('#name');
  assert.equal(await late.inputValue('#name'), 'tom');
});

test('a code that is none, and no code at all, are answered in words', async () => {
  const lost = await phone(browser, { ...room, code: 'zzz' });
  await lost.waitForSelector('#code');
  assert.equal(await lost.textContent('.refusal'), 'There is no room ZZZ. Look at the code on the table once more.');
  await lost.click('[data-act=go]');
  assert.match(await lost.textContent('.refusal'), /Type the code/);
  await lost.goto(`${room.base}/r/${encodeURIComponent('<img src=x>')}`);
  await lost.waitForSelector('#code');
  assert.match(await lost.textContent('.refusal'), /There is no room <IMG SRC=X>\./);
  assert.equal(await lost.locator('img').count(), 0);
});
