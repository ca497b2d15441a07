// Building the page. Everything a person wrote enters as a text node: there is
// no way through this module to turn words into markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(el, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    el.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return el;
}

/** An element. `on` holds listeners, `data` data attributes; other names are attributes. */
export function h(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, run] of Object.entries(value)) el.addEventListener(event, run);
    else if (name === 'data') Object.assign(el.dataset, value);
    else if (name === 'value') el.value = value;
    else if (name === 'checked') el.checked = value;
    else if (/^on|^style$|^srcdoc$/.test(name)) throw new Error(`not an attribute to set: ${name}`);
    else el.setAttribute(name, value === true ? '' : String(value));
  }
  return fill(el, children);
}

/** A drawn element. */
export function s(tag, attributes, ...children) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) el.setAttribute(name, String(value));
  return fill(el, children);
}

/**
 * Changes what is in an element by `change`, which gives the element that has it
 * now: whoever has the focus in it keeps it (by `data-f`).
 */
export function stillFocused(el, change) {
  const focused = el.contains(document.activeElement) ? document.activeElement.dataset.f : undefined;
  const now = change();
  if (focused) [now, ...now.querySelectorAll('[data-f]')].find((at) => at.dataset.f === focused)?.focus({ preventScroll: true });
}

/**
 * Rebuilds a part of the page when what it shows has changed, and only then:
 * nothing jumps, and the focus stays. Lists have `keyed`.
 */
export function region(el, key, build) {
  const text = JSON.stringify(key);
  if (el.shownKey === text) return false;
  el.shownKey = text;
  stillFocused(el, () => {
    const scroll = el.scrollTop;
    el.replaceChildren();
    fill(el, [build()]);
    el.scrollTop = scroll;
    return el;
  });
  return true;
}

/** Says something to a screen reader, and to nobody else. */
export function announce(words) {
  const log = document.getElementById('announce');
  if (!log) return;
  log.append(h('p', {}, words));
  while (log.childElementCount > 6) log.firstElementChild.remove();
}
