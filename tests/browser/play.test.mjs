// Two people play: dealt, asked, told, once each.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lines, openBrowser, openMove, openRoom, seated, sent, startex, times } from './room.mjs';

let browser;
let room;
before(async () => { browser = await openBrowser(); room = await openRoom(); });
after(async () => { await browser?.close(); await room?.stop(); });

test('two players join, are dealt, ask and tell', async () => {
  const ines = await seated(browser, room, { name: 'Ines', family: 'frontend', seat: 'ic' });
  const tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database' });
  const kim = await seated(browser, room, { name: 'Kim', family: 'database' });
  await room.host('deal');
  await startex(room);

  // Everybody has a card, their own, of another job than theirs.
  const titles = [];
  for (const page of [ines, tom, kim]) {
    await page.waitForSelector('.peek');
    await page.click('.peek');
    titles.push(await page.textContent('dialog .card b'));
    await page.click('dialog [data-act=close]');
  }
  assert.equal(new Set(titles).size, 3);
  assert.notEqual(titles[2], 'Database lead');
  const views = await Promise.all([ines, tom, kim].map((page) => page.evaluate(async () => {
    const code = document.body.dataset.code;
    const { token } = JSON.parse(localStorage.getItem(`warroom:${code}:session`));
    return (await fetch(`/api/rooms/${code}/view`, { headers: { Authorization: `Bearer ${token}` } })).text();
  })));
  const secret = JSON.parse(views[1]).card.facts.find((fact) => fact.own && !fact.told).line;
  assert.ok(views[1].includes(secret));
  assert.ok(!views[0].includes(secret), 'a fact of another card came to this page');

  // Asked in a form, told in one tap.
  await openMove(ines, 'ask');
  await ines.click('dialog [data-field=to] [data-value=database]');
  await ines.fill('dialog textarea[name=text]', 'The restore: how long, and what is lost?');
  await sent(ines);
  await tom.waitForSelector('.r-ask .fact[data-act=tell]');
  const fact = await tom.getAttribute('.r-ask .fact[data-act=tell]', 'aria-label');
  const told = fact.replace('Tell: ', '');
  await tom.click('.r-ask .fact[data-act=tell]');
  for (const page of [ines, tom, kim]) await page.waitForFunction((text) => [...document.querySelectorAll('#lines .words')].some((el) => el.textContent.includes(text)), told);
  for (const page of [ines, tom, kim]) assert.equal(await times(page, told), 1);
  // What was told stays before the teller as told, with the rest to tell.
  await tom.waitForSelector('.r-ask .fact.told');
  const all = await lines(ines);
  assert.ok(all.some((line) => line.includes('The restore: how long')));
  for (const page of [ines, tom, kim]) assert.deepEqual(page.troubles, []);
});

test('"I don’t know, back by" holds the question', async () => {
  const lisa = await seated(browser, room, { name: 'Lisa', family: 'sales', seat: 'sre' });
  await lisa.waitForSelector('.peek');
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'ask', topics: [] }, to: ['sre'], text: 'The old cluster: how long does it take?' } });
  await lisa.waitForSelector('.r-ask [data-act=later]');
  await lisa.click('.r-ask [data-act=later] >> nth=0');
  await lisa.waitForSelector('.r-ask .held');
  assert.match(await lisa.textContent('.r-ask .held'), /back by \d\d:\d\d/);
  assert.equal(await times(lisa, 'I don\'t know yet'), 1);
});

test('speech is captured, by the speaker and by a scribe', async () => {
  const mike = await seated(browser, room, { name: 'Mike', family: 'support', seat: 'application' });
  await mike.waitForSelector('[data-act=said]');
  await mike.click('[data-act=said]');
  await mike.click('dialog [data-field=ago] [data-value="30 s"]');
  await mike.click('dialog [data-move=say]');
  await mike.fill('dialog textarea[name=text]', 'We could bypass the table for now.');
  await sent(mike);
  await mike.waitForFunction(() => document.querySelector('#lines').textContent.includes('said aloud'));

  const sam = await seated(browser, room, { name: 'Sam', family: 'qa', part: 'scribe' });
  await sam.waitForSelector('[data-act=said]');
  await sam.click('[data-act=said]');
  await sam.click('dialog [data-field=seat] [data-value=vp]');
  await sam.click('dialog [data-move=say]');
  await sam.fill('dialog textarea[name=text]', 'Tell me when I can call the customers.');
  await sent(sam);
  await mike.waitForFunction(() => document.querySelector('#lines').textContent.includes('call the customers'));
  assert.deepEqual([...mike.troubles, ...sam.troubles], []);
});

test('the newest line stays in sight when a question takes its room, until the reader scrolls away', async () => {
  const bo = await seated(browser, room, { name: 'Bo', family: 'qa', seat: 'product' });
  const line = async (text) => {
    await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, channel: 'room', text } });
    await bo.waitForFunction((words) => document.querySelector('#lines')?.textContent.includes(words), text);
  };
  /** How far the newest line is out of sight, once the page has come to rest. */
  const gap = () => bo.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    const el = document.querySelector('#lines');
    return Math.round(el.scrollHeight - el.scrollTop - el.clientHeight);
  });
  await bo.waitForSelector('.peek');
  for (let i = 0; i < 15; i += 1) await line(`Line ${i} of fifteen`);
  assert.ok(await gap() < 2);
  // The list moves, and in the same frame what is asked grows.
  await bo.evaluate(() => { document.querySelector('#lines').scrollTop -= 1; document.querySelector('.r-ask').style.minHeight = '330px'; });
  assert.ok(await gap() < 2, 'it follows');
  await line('One more');
  assert.ok(await gap() < 2, 'and goes on to follow');
  await bo.hover('#lines');
  await bo.mouse.wheel(0, -400);
  await bo.waitForFunction(() => { const el = document.querySelector('#lines'); return el.scrollHeight - el.scrollTop - el.clientHeight > 200; });
  await line('And one that waits below');
  assert.ok(await gap() > 200, 'who reads older lines is left there');
});
