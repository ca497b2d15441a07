// A table of people, each at a page of their own: they join, are dealt, sit
// where a plan needs them; what each of them sees; the verdict on their play.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, seated } from './room.mjs';
import { scenario } from './story.mjs';

/** What the room tells a page's person. */
export const viewOf = (page) => page.evaluate(async () => {
  const code = document.body.dataset.code;
  const { token } = JSON.parse(localStorage.getItem(`warroom:${code}:session`));
  return (await fetch(`/api/rooms/${code}/view`, { headers: { Authorization: `Bearer ${token}` } })).json();
});

/** Reads a channel back to its beginning: a page that is opened anew begins with the last fifty lines. */
export async function unfold(page) {
  await page.click('[data-act=fold]');
  // The page draws once a frame: the button comes with what was unfolded.
  await page.waitForSelector('[data-act=fold][aria-expanded=true]');
  const older = page.locator('[data-f=older]');
  for (let pages = 0; pages < 10 && await older.count(); pages += 1) {
    const had = await page.locator('#lines .msg').count();
    await older.click();
    await page.waitForFunction((n) => !document.querySelector('[data-f=older]') || document.querySelectorAll('#lines .msg').length > n, had);
  }
}

/**
 * People join and are dealt; then the host puts each where the plan needs them.
 * `wanted` says name, real job and seat; `phone` the screen at a seat.
 */
export async function gather(browser, room, wanted, { phone = {}, named } = {}) {
  const family = Object.fromEntries(scenario(named).roles.map((role) => [role.id, role.family]));
  const at = {};
  const pages = [];
  for (const [name, job, seat] of wanted) pages.push(Object.assign(await seated(browser, room, { name, family: job, phone: phone[seat] }), { job, wanted: seat }));
  await room.host('deal');
  const dealt = [];
  for (const page of pages) {
    await page.waitForSelector('.paper-card');
    const { seat } = await viewOf(page);
    dealt.push({ seat, family: family[seat], job: page.job });
  }
  for (const { seat } of dealt) await room.host('unseat', { seat });
  for (const page of pages) {
    await room.host('seat', { player: page.player, seat: page.wanted });
    at[page.wanted] = page;
  }
  return { at, dealt, family, leave: () => Promise.all(pages.map((page) => page.context().close())) };
}

/** What the program's verbs say of a room that has ended, and everything that happened in it. */
export async function judged(room) {
  const verb = async (...args) => {
    const { code, out, err } = await run(room.data, ...args);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return JSON.parse(out);
  };
  const [out, own] = ['report', 'noted'].map((name) => join(room.data, name));
  return {
    score: await verb('score', room.file, '--json'),
    replay: await verb('replay', room.file, '--verify', '--json'),
    written: (await verb('report', room.file, '--out', out, '--json')).written,
    markdown: readFileSync(join(out, 'report.md'), 'utf8'),
    html: readFileSync(join(out, 'report.html'), 'utf8'),
    csv: readFileSync(join(out, 'events.csv'), 'utf8'),
    /** The host's own copy. */
    noted: { written: (await verb('report', room.file, '--out', own, '--notes', '--json')).written, markdown: readFileSync(join(own, 'report.md'), 'utf8'), html: readFileSync(join(own, 'report.html'), 'utf8') },
    events: readFileSync(room.file, 'utf8').trim().split('\n').slice(1).flatMap((line) => JSON.parse(line).step?.events ?? []),
  };
}
