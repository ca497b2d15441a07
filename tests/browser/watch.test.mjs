// An evaluator: lets themselves in with the host's pass, notes what was done,
// rates a criterion. Players hear nothing of it, and a watcher cannot.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join_, openBrowser, openRoom, phone, seated, sent, startex } from './room.mjs';
import { scenario } from './story.mjs';

let browser;
let room;
let eve;
let tom;
before(async () => { browser = await openBrowser(); room = await openRoom(); });
after(async () => { await browser?.close(); await room?.stop(); });

const events = async (kind) => (await room.events()).filter(({ event }) => event.event === kind).map(({ event }) => event);

test('an evaluator needs the host’s pass', async () => {
  tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database' });
  eve = await phone(browser, room);
  await eve.fill('#name', 'Eve');
  await eve.selectOption('#family', 'qa');
  await eve.check('input[name=part][value=evaluator]');
  assert.equal(await eve.textContent('label[for=pass]'), 'The host’s pass');
  await eve.fill('#pass', 'not the pass');
  await eve.click('[data-act=join]');
  await eve.waitForFunction(() => document.querySelector('.refusal').textContent.length > 10);
  await eve.fill('#pass', (await room.reach()).evaluator_pass);
  await eve.click('[data-act=join]');
  await eve.waitForSelector('.r-me');
  await startex(room);
});

test('a note on a moment, and one on nobody', async () => {
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, text: 'One at a time, please.' } });
  await eve.waitForFunction(() => document.querySelector('#lines')?.textContent.includes('One at a time'));
  const line = eve.locator('#lines .msg', { hasText: 'One at a time' });
  const seq = Number(await line.getAttribute('data-seq'));
  // Folded, a phone shows the newest lines without their menus.
  await eve.click('[data-act=fold]');
  await line.locator('[data-act=message]').click();
  await eve.click('dialog [data-act^="line-Note"]');
  await eve.fill('dialog textarea[name=text]', 'Quietens the room with four words');
  await sent(eve);
  await eve.click('[data-act=fold]');
  await eve.click('[data-act=observe]');
  await eve.fill('dialog textarea[name=text]', 'Two talk at once');
  await sent(eve);
  const notes = await events('observed');
  assert.deepEqual(notes.map(({ seat, of, text }) => [seat, of, text]), [['ic', seq, 'Quietens the room with four words'], [null, null, 'Two talk at once']]);
});

test('they listen everywhere', async () => {
  const tabs = await eve.$$eval('[data-channel]', (all) => all.map((el) => el.dataset.channel));
  for (const { id } of scenario().channels) assert.ok(tabs.includes(id), id);
});

test('a rating, and what is missing is said', async () => {
  await eve.click('[data-act=rate]');
  assert.equal(await eve.locator('dialog [data-field=criterion] button').count(), 13);
  await eve.click('dialog [data-act=send]');
  assert.match(await eve.textContent('dialog .refusal'), /Choose what you rate/);
  await eve.click('dialog [data-field=criterion] [data-value=no-chaos]');
  await eve.click('dialog [data-field=percent] [data-value="75"]');
  await eve.fill('dialog textarea[name=text]', 'One voice at a time after 02:05');
  await sent(eve);
  const [rating] = await events('rated');
  assert.equal(rating.criterion, 'no-chaos');
  assert.equal(rating.percent, 75);
});

test('players read none of it, and have no such buttons', async () => {
  const seen = await tom.content();
  for (const words of ['Quietens the room', 'Two talk at once', 'One voice at a time after']) assert.ok(!seen.includes(words), words);
  const olga = await phone(browser, room);
  await join_(olga, { name: 'Olga', family: 'qa', part: 'observer' });
  for (const page of [tom, olga]) assert.equal(await page.locator('[data-act=rate], [data-act=observe]').count(), 0);
  assert.deepEqual([...eve.troubles, ...tom.troubles, ...olga.troubles], []);
});
