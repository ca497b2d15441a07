// What can be measured of a page for thumbs and narrow screens.

/**
 * Gives a page a size and waits until it lies there: its letters are those it will keep, all that was to be drawn
 * is drawn, and nothing has moved from one frame to the next, five times over.
 */
export async function sized(page, width, height) {
  await page.setViewportSize({ width, height });
  await page.evaluate(async (wanted) => {
    await document.fonts.ready;
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    const lie = () => JSON.stringify([innerWidth, ...[...document.querySelectorAll('body *')].filter((el) => el.checkVisibility()).flatMap((el) => { const { x, y, width: w, height: h } = el.getBoundingClientRect(); return [x, y, w, h, el.scrollHeight]; })]);
    let last = '';
    for (let same = 0, tries = 0; same < 5 && tries < 300; tries += 1) {
      await frame();
      const now = document.fonts.status === 'loaded' && innerWidth === wanted ? lie() : `${tries}`;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  }, width);
}

/** Controls in sight that are too small for a thumb or have no name. */
export const faults = (page) => page.evaluate(() => {
  const scope = document.querySelector('dialog') ?? document;
  const name = (el) => el.getAttribute('aria-label') || el.textContent.trim() || el.labels?.[0]?.textContent.trim() || document.getElementById(el.getAttribute('aria-labelledby'))?.textContent;
  return [...scope.querySelectorAll('button, input, select, textarea, [role=button]')].flatMap((el) => {
    // A radio lies inside the label that is tapped.
    const box = (el.closest('label') ?? el).getBoundingClientRect();
    if (!box.width || getComputedStyle(el).visibility === 'hidden') return [];
    const what = `${el.tagName} ${el.className} “${name(el)?.slice(0, 40)}” ${Math.round(box.width)}×${Math.round(box.height)}`;
    return [...(box.height < 44 || box.width < 44 ? [`small: ${what}`] : []), ...(name(el) ? [] : [`nameless: ${what}`])];
  });
});

/** What is wider than its place: the page itself, or a part in sight that one would have to move sideways. */
export const wide = (page) => page.evaluate(() => {
  const scope = document.querySelector('dialog') ?? document;
  const parts = [document.documentElement, ...scope.querySelectorAll('*')].filter((el) => {
    const box = el.getBoundingClientRect();
    if (!box.width || !el.checkVisibility()) return false;
    const scrolls = el === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(el).overflowX);
    // Ways out are compared side by side, in a frame of their own; tabs have one row, which shows that it goes on (`hiddenTabs`).
    return scrolls && !el.matches('.matrix-frame, .tab-row') && el.scrollWidth > el.clientWidth;
  });
  return parts.map((el) => `${el.tagName} ${el.className} ${el.scrollWidth} in ${el.clientWidth}`);
});

/** What is wrong with the row of tabs: more than one row, the chosen one out of sight, or an end that hides tabs without a sign. */
export const hiddenTabs = (page) => page.evaluate(() => {
  const nav = document.querySelector('.r-tabs');
  const row = nav.querySelector('.tab-row');
  const edge = row.getBoundingClientRect();
  const tabs = [...row.children].map((el) => ({ el, box: el.getBoundingClientRect() }));
  const on = tabs.find(({ el }) => el.matches('.on')).box;
  const beyond = { left: tabs.some(({ box }) => box.left < edge.left - 1), right: tabs.some(({ box }) => box.right > edge.right + 1) };
  return [
    ...(innerWidth < 900 && new Set(tabs.map(({ box }) => box.top)).size > 1 ? ['more than one row'] : []),
    ...(on.left < edge.left - 1 || on.right > edge.right + 1 ? ['the chosen tab is out of sight'] : []),
    ...['left', 'right'].filter((side) => beyond[side] !== nav.classList.contains(`more-${side}`)).map((side) => `${side}: ${beyond[side] ? 'tabs without a sign' : 'a sign without tabs'}`),
  ];
});

/** Words of titles that are cut off, in the order in which they stand. */
export const cut = (page, selector) => page.$$eval(selector, (all) => all.filter((el) => el.checkVisibility() && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)).map((el) => el.textContent));

/** Words in a part of the page that are cut off: by a box that hides what does not fit, by an ellipsis, or by the edge of the screen. */
export const clipped = (page, part) => page.evaluate((selector) => [...document.querySelectorAll(`${selector}, ${selector} *`)].flatMap((el) => {
  const box = el.getBoundingClientRect();
  if (!box.width || !el.checkVisibility() || el.matches('.hidden')) return [];
  const hides = [getComputedStyle(el).overflowX, getComputedStyle(el).overflowY].some((one) => ['hidden', 'clip'].includes(one));
  const what = `${el.tagName} ${el.className} “${el.textContent.slice(0, 40)}”`;
  return [
    ...(hides && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1) ? [`cut off: ${what}`] : []),
    ...(box.left < -1 || box.right > innerWidth + 1 ? [`beyond the edge: ${what}`] : []),
  ];
}), part);
