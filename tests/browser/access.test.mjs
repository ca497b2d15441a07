// For thumbs, eyes, ears and keyboards: sizes, names, contrast, a move without
// a pointer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openRoom, phone, seated, startex } from './room.mjs';
import { faults, wide } from './sizes.mjs';

let browser;
let room;
let tom;
before(async () => {
  browser = await openBrowser();
  room = await openRoom();
});
after(async () => { await browser?.close(); await room?.stop(); });

test('every control is large enough and has a name, from the door to the card', async () => {
  const door = await phone(browser, room);
  await door.waitForSelector('#name');
  assert.deepEqual(await faults(door), []);
  tom = await seated(browser, room, { name: 'Tom', family: 'backend', seat: 'database' });
  await startex(room);
  await tom.waitForSelector('.peek');
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'ask', topics: [] }, to: ['database'], text: 'The restore: how long, and what is lost?' } });
  await tom.waitForSelector('.r-ask .fact');
  assert.deepEqual(await faults(tom), []);
  for (const [open, close] of [['[data-act=card]', true], ['[data-act=situation]', true], ['[data-act=said]', true], ['[data-act=more]', true], ['[data-move=report]', true], ['.me-open', true]]) {
    await tom.click(open);
    await tom.waitForSelector('dialog');
    assert.deepEqual(await faults(tom), [], open);
    if (close) await tom.click('dialog [data-act=close]');
  }
});

test('nothing is wider than the screen', async () => {
  for (const [width, height] of [[390, 844], [360, 640], [320, 640], [844, 390], [1280, 800]]) {
    await tom.setViewportSize({ width, height });
    await tom.waitForTimeout(150);
    assert.deepEqual(await wide(tom), [], `${width}×${height}`);
    assert.ok(await tom.isVisible('.r-ask .fact'), `${width}×${height} shows what is asked`);
  }
  await tom.setViewportSize({ width: 390, height: 844 });
});

test('words have the contrast they need, in the dark and in the light', async () => {
  for (const theme of ['dark', 'light']) {
    const low = await tom.evaluate((to) => {
      document.documentElement.dataset.theme = to;
      const style = getComputedStyle(document.documentElement);
      const light = (hex) => {
        const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const token = (name) => { const hex = style.getPropertyValue(name).trim(); return hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex; };
      const ratio = (a, b) => { const [x, y] = [light(token(a)), light(token(b))].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
      const pairs = [['--text', '--bg'], ['--text', '--panel'], ['--text', '--raised'], ['--text2', '--bg'], ['--text2', '--panel'], ['--text2', '--raised'], ['--lamp', '--bg'], ['--on-lamp', '--lamp'], ['--on-act', '--act'], ['--ink', '--card'], ['--ink2', '--card'], ['--ink', '--card2'], ['--told', '--card2'], ['--ok', '--bg']];
      const edges = [['--line2', '--raised'], ['--edge', '--card'], ['--c1', '--bg'], ['--c2', '--bg'], ['--c3', '--bg'], ['--c4', '--bg'], ['--c5', '--bg'], ['--c6', '--bg']];
      return [...pairs.filter((p) => !(ratio(...p) >= 4.5)), ...edges.filter((p) => !(ratio(...p) >= 3))].map((p) => `${to} ${p.join(' on ')} ${ratio(...p).toFixed(2)}`);
    }, theme);
    assert.deepEqual(low, []);
  }
});

test('a move without a pointer: tab to it, fill it in, send it', async () => {
  await tom.keyboard.press('Tab');
  for (let i = 0; i < 60; i += 1) {
    if (await tom.evaluate(() => document.activeElement?.dataset.move === 'report')) break;
    await tom.keyboard.press('Tab');
  }
  // The focus can be seen.
  assert.notEqual(await tom.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
  await tom.keyboard.press('Enter');
  await tom.waitForSelector('dialog .form');
  for (let i = 0; i < 10; i += 1) {
    if (await tom.evaluate(() => document.activeElement?.name === 'conditions')) break;
    await tom.keyboard.press('Tab');
  }
  await tom.keyboard.type('Three engineers are here.');
  await tom.keyboard.press('Control+Enter');
  await tom.waitForSelector('dialog', { state: 'detached' });
  await tom.waitForFunction(() => document.querySelector('#lines').textContent.includes('Three engineers are here.'));
  // Escape closes a sheet and gives the focus back.
  await tom.keyboard.press('Escape');
  assert.equal(await tom.locator('dialog').count(), 0);
});

test('a screen reader hears what is asked and what is said', async () => {
  await room.command({ do: 'capture', seat: 'ic', ago: '0 s', play: { move: { kind: 'say' }, text: 'One line for the ears.' } });
  await tom.waitForFunction(() => document.getElementById('announce').textContent.includes('One line for the ears.'));
  assert.match(await tom.textContent('#announce'), /asks you/);
});
