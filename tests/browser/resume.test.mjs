// A reload, a lost network, a page that is killed: nothing missed, nothing
// doubled, drafts kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lines, openBrowser, openMove, openRoom, seated, sent, startex, times } from './room.mjs';

let browser;
let room;
let tom;
before(async () => {
  browser = await openBrowser();
  room = await openRoom();
  tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database' });
  await startex(room);
  await tom.waitForSelector('.peek');
});
after(async () => { await browser?.close(); await room?.stop(); });

const say = (words) => room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, text: words } });
const heard = (page, words) => page.waitForFunction((text) => [...document.querySelectorAll('#lines .words')].some((el) => el.textContent === text), words, { timeout: 15_000 });

test('a reload resumes, with the form that was open and its words', async () => {
  await say('Before the reload.');
  await heard(tom, 'Before the reload.');
  await openMove(tom, 'report');
  await tom.fill('dialog textarea[name=conditions]', 'One record in twenty is dam');
  await tom.reload();
  await heard(tom, 'Before the reload.');
  await tom.waitForSelector('dialog textarea[name=conditions]');
  assert.equal(await tom.inputValue('dialog textarea[name=conditions]'), 'One record in twenty is dam');
  await tom.click('dialog [data-act=close]');
  // Closed, the draft is still there and the button says so.
  await tom.waitForSelector('[data-move=report] .draft');
  assert.equal(await times(tom, 'Before the reload.'), 1);
});

test('offline for some seconds', async () => {
  await tom.context().setOffline(true);
  await tom.waitForFunction(() => document.querySelector('[data-role=sub]').textContent.includes('Reconnecting'));
  for (const n of [1, 2, 3]) await say(`Said while you were away ${n}.`);
  // A move made offline waits, and goes out once.
  await openMove(tom, 'say');
  await tom.fill('dialog textarea[name=text]', 'Sent from a tunnel.');
  await tom.click('dialog [data-act=send]');
  await tom.waitForFunction(() => document.querySelector('dialog [data-act=send]').textContent.includes('Waiting'));
  await tom.context().setOffline(false);
  await tom.waitForSelector('dialog', { state: 'detached', timeout: 15_000 });
  await heard(tom, 'Sent from a tunnel.');
  for (const n of [1, 2, 3]) { await heard(tom, `Said while you were away ${n}.`); assert.equal(await times(tom, `away ${n}.`), 1); }
  assert.equal(await times(tom, 'Sent from a tunnel.'), 1);
  const { events } = await room.journal();
  assert.equal(JSON.stringify(events).split('Sent from a tunnel.').length - 1, 1);
});

test('an answer that got lost does not send the move twice', async () => {
  let lost = 0;
  await tom.route('**/moves', async (route) => {
    if (lost) { await route.continue(); return; }
    lost += 1;
    // The room hears it; its answer never comes back.
    await route.fetch();
    await route.abort();
  });
  await openMove(tom, 'say');
  await tom.fill('dialog textarea[name=text]', 'Only once, please.');
  await sent(tom);
  await tom.unroute('**/moves');
  assert.equal(lost, 1);
  await heard(tom, 'Only once, please.');
  assert.equal(await times(tom, 'Only once, please.'), 1);
  const { events } = await room.journal();
  assert.equal(events.filter((event) => JSON.stringify(event).includes('Only once, please.') && JSON.stringify(event).toLowerCase().includes('moved')).length, 1);
});

test('killed and opened again, on the same device', async () => {
  const context = tom.context();
  const url = tom.url();
  await tom.close({ runBeforeUnload: false });
  await say('While the page was dead.');
  const again = await context.newPage();
  await again.goto(url);
  await heard(again, 'While the page was dead.');
  const all = await lines(again);
  assert.equal(new Set(all.filter((line) => line.startsWith('Said while'))).size, 3);
  assert.equal(all.filter((line) => line === 'While the page was dead.').length, 1);
  assert.equal(await again.textContent('.r-me b'), 'Database lead');
  // The draft of the first test is still a draft.
  await openMove(again, 'report');
  assert.equal(await again.inputValue('dialog textarea[name=conditions]'), 'One record in twenty is dam');
  tom = again;
});

test('a page that was hidden comes back without a gap', async () => {
  await tom.click('dialog [data-act=close]');
  const hide = (state) => tom.evaluate((to) => {
    Object.defineProperty(document, 'visibilityState', { value: to, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await hide('hidden');
  await say('While you slept.');
  await hide('visible');
  await heard(tom, 'While you slept.');
  assert.equal(await times(tom, 'While you slept.'), 1);
});

test('a room that shuts in the middle of a reconnect is waited for, and everybody keeps who they are', async () => {
  const mine = () => tom.evaluate(() => localStorage.getItem(`warroom:${document.body.dataset.code}:session`));
  const session = await mine();
  const stream = /\/api\/rooms\/\w+\/events/;
  // What a server answers while it goes, and what it says when another room is there for a while.
  let no = { status: 410, json: { why: 'The room is closed.' } };
  await tom.route(stream, (route) => route.fulfill(no));
  await tom.context().setOffline(true);
  await tom.waitForFunction(() => /Reconnecting/.test(document.querySelector('[data-role=sub]').textContent));
  await tom.context().setOffline(false);
  await tom.waitForFunction(() => /you keep your place/.test(document.querySelector('[data-role=sub]').textContent), null, { timeout: 15_000 });
  assert.equal(await mine(), session);
  assert.equal(await tom.locator('#name').count(), 0);
  // A page that is opened meanwhile waits as well.
  await tom.reload();
  await tom.waitForFunction(() => /shut this room for now/.test(document.getElementById('opening').textContent));
  await say('While it was shut.');
  await tom.unroute(stream);
  await heard(tom, 'While it was shut.');
  assert.equal(await tom.textContent('.r-me b'), 'Database lead');
  no = { status: 404, json: { why: 'There is no such room.' } };
  await tom.route('**/api/rooms/**', (route) => route.fulfill(no));
  await tom.reload();
  await tom.waitForFunction(() => /There is no such room/.test(document.getElementById('app').textContent));
  await tom.unroute('**/api/rooms/**');
  await tom.click('text=Try again');
  await heard(tom, 'While it was shut.');
  assert.equal(await mine(), session);
});
