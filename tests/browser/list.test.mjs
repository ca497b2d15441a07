// A list keeps the nodes of what stands: whoever reads, selects or has the focus
// in it is not disturbed by what comes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openRoom, seated, startex } from './room.mjs';

let browser;
let room;
let tom;
before(async () => {
  browser = await openBrowser();
  room = await openRoom();
  tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database', phone: { width: 1280, height: 800 } });
  await startex(room);
  await tom.waitForSelector('.peek', { state: 'attached' });
});
after(async () => { await browser?.close(); await room?.stop(); });

/** Somebody says something; it is drawn, and the page has come to rest. */
async function say(text) {
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, channel: 'room', text } });
  await tom.waitForFunction((words) => document.querySelector('#lines').textContent.includes(words), text);
  await tom.evaluate(() => new Promise(requestAnimationFrame));
}

test('a line that comes leaves the nodes of the others, and is the only one announced', async () => {
  for (let i = 0; i < 20; i += 1) await say(`Line ${i} stands.`);
  await tom.evaluate(() => {
    const el = document.querySelector('#lines');
    window.had = [...el.children];
    window.said = [];
    window.made = [];
    new MutationObserver((all) => { for (const { addedNodes, removedNodes } of all) for (const node of [...addedNodes, ...removedNodes]) window.made.push(node.textContent); }).observe(el, { childList: true });
    new MutationObserver((all) => { for (const { addedNodes } of all) for (const node of addedNodes) window.said.push(node.textContent); }).observe(document.getElementById('announce'), { childList: true });
    el.scrollTop = 60;
    el.querySelectorAll('[data-act=message]')[1].focus({ preventScroll: true });
    getSelection().selectAllChildren(el.querySelectorAll('.words')[3]);
  });
  await tom.waitForTimeout(100);
  const at = () => tom.evaluate(() => ({ top: document.querySelector('#lines').scrollTop, focus: document.activeElement.dataset.f, selected: String(getSelection()) }));
  const was = await at();
  assert.match(was.selected, /stands/);
  await say('One more line.');
  assert.deepEqual(await at(), was);
  assert.ok(await tom.evaluate(() => window.had.every((node, i) => document.querySelector('#lines').children[i] === node)));
  const made = await tom.evaluate(() => window.made);
  assert.equal(made.length, 1, made.join(' | '));
  assert.deepEqual(await tom.evaluate(() => window.said), ['duty-ic: One more line.']);
});

test('lines that were read stay the nodes they are', async () => {
  await tom.waitForFunction(() => !document.querySelector('#lines .fresh'), null, { timeout: 15_000 });
  assert.ok(await tom.evaluate(() => window.had.every((node) => node.isConnected)));
  assert.match(await tom.evaluate(() => String(getSelection())), /stands/);
});

test('a row that shows something else is made anew, alone; one that is gone moves no other', async () => {
  const got = await tom.evaluate(async () => {
    const { keyed } = await import('/assets/js/list.js');
    const el = document.body.appendChild(document.createElement('div'));
    const button = (text) => {
      const made = document.createElement('button');
      made.textContent = text;
      made.dataset.f = text[0];
      return made;
    };
    const draw = (...texts) => keyed(el, texts.map((text) => ({ key: text[0], shows: text, build: () => button(text) })));
    const seen = [];
    const look = (...more) => seen.push([[...el.children].map((node) => node.textContent).join(' '), ...more]);
    draw('a', 'b', 'c');
    const [a, b, c] = el.children;
    b.focus();
    look(draw('a', 'b', 'c'));
    draw('a', 'b!', 'c', 'd');
    look(el.children[0] === a, el.children[1] === b, el.children[2] === c, document.activeElement === el.children[1]);
    const changes = new MutationObserver(() => {});
    changes.observe(el, { childList: true });
    draw('b!', 'c', 'd');
    look(changes.takeRecords().length, document.activeElement === el.children[0]);
    draw('d', 'b!', 'e', 'c');
    look(el.children[3] === c);
    el.remove();
    return seen;
  });
  assert.deepEqual(got, [['a b c', false], ['a b! c d', true, false, true, true], ['b! c d', 1, true], ['d b! e c', true]]);
});

test('another channel and back shows each line once, the newest in sight', async () => {
  await tom.click('[data-channel=" private"]');
  await tom.waitForFunction(() => !document.querySelector('#lines .msg'));
  assert.match(await tom.textContent('#lines'), /to you alone/);
  await tom.click('[data-channel=room]');
  await tom.waitForSelector('#lines .msg');
  assert.equal(await tom.locator('#lines .words', { hasText: 'Line 7 stands.' }).count(), 1);
  assert.ok(await tom.evaluate(() => { const el = document.querySelector('#lines'); return el.scrollHeight - el.scrollTop - el.clientHeight < 2; }));
});

test('a tab keeps its node and the focus while another one counts', async () => {
  await tom.focus('[data-channel=" private"]');
  await tom.evaluate(() => { window.tab = document.activeElement; });
  await say('Counted in the room.');
  await tom.waitForSelector('[data-channel=room] .new');
  assert.ok(await tom.evaluate(() => document.activeElement === window.tab));
});

test('of the situation only the part that changed is drawn anew, and a line of the board keeps the focus', async () => {
  await tom.focus('.r-shared [data-line=plan]');
  await tom.evaluate(() => { window.parts = [...document.querySelectorAll('.r-shared .part')]; });
  const board = (await room.view()).table.board.find((line) => line.line === 'impact');
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'note', line: 'impact', base: board.revision }, text: 'One in twenty' } });
  await tom.waitForFunction(() => document.querySelector('.r-shared [data-line=impact]').textContent.includes('One in twenty'));
  assert.equal(await tom.evaluate(() => document.activeElement.dataset.line), 'plan');
  // The board is first.
  const still = await tom.evaluate(() => window.parts.map((node) => node.isConnected));
  assert.deepEqual(still, still.map((_, i) => i > 0));
  assert.deepEqual(tom.troubles, []);
});
