// Icons: a 24 box, stroke 2, round ends, no fills. Always beside a word.

import { s } from './dom.js';

const PATHS = {
  declare: 'M8.5 3.5H15.5L20.5 8.5V15.5L15.5 20.5H8.5L3.5 15.5V8.5ZM12 8V12.5M12 16V16.1',
  assign: 'M9.5 11.5A3.5 3.5 0 1 0 9.5 4.5A3.5 3.5 0 1 0 9.5 11.5ZM3.5 20A6 6 0 0 1 13 15.2M18 14V20M15 17H21',
  'set-channels': 'M4 7H13M4 12H20M4 17H13M16.5 4.5L19 7L16.5 9.5',
  ask: 'M8.5 9A3.5 3.5 0 1 1 12 13V15M12 19V19.1',
  tell: 'M4 5.5H20V16H11L7 20V16H4Z',
  order: 'M4 12H19M13 6L19 12L13 18',
  acknowledge: 'M4 12.5L9.5 18L20 6.5',
  report: 'M7 4H17A3 3 0 0 1 20 7V17A3 3 0 0 1 17 20H7A3 3 0 0 1 4 17V7A3 3 0 0 1 7 4ZM8 9H16M8 12.5H16M8 16H13',
  propose: 'M8 3.5H16A3 3 0 0 1 19 6.5V17.5A3 3 0 0 1 16 20.5H8A3 3 0 0 1 5 17.5V6.5A3 3 0 0 1 8 3.5ZM12 8.5V15.5M8.5 12H15.5',
  object: 'M12 3.5A8.5 8.5 0 1 0 12 20.5A8.5 8.5 0 1 0 12 3.5ZM6.2 17.8L17.8 6.2',
  decide: 'M12 20V12M12 12L5 5M12 12L19 5M5 9V5H9M15 5H19V9',
  start: 'M8 5L19 12L8 19Z',
  stop: 'M7 6H17A1 1 0 0 1 18 7V17A1 1 0 0 1 17 18H7A1 1 0 0 1 6 17V7A1 1 0 0 1 7 6Z',
  update: 'M4 10V14H7L14 18.5V5.5L7 10ZM17.5 9A4 4 0 0 1 17.5 15',
  escalate: 'M12 20V5M6 11L12 5L18 11',
  'hand-over': 'M3.5 9H17M13 5L17 9L13 13M20.5 16H7M11 12.5L7 16L11 19.5',
  reassign: 'M8 4.5A3 3 0 1 0 8 10.5A3 3 0 1 0 8 4.5ZM3 19A5 5 0 0 1 13 19M15 8H21M18.5 5L21.5 8L18.5 11',
  act: 'M7 4H17A3 3 0 0 1 20 7V17A3 3 0 0 1 17 20H7A3 3 0 0 1 4 17V7A3 3 0 0 1 7 4ZM8.5 8.5V8.6M15.5 8.5V8.6M12 12V12.1M8.5 15.5V15.6M15.5 15.5V15.6',
  review: 'M5 5H19V19H5ZM8.5 9.5H15.5M8.5 13H12.5M14 15.5L15.5 17L18.5 13.5',
  note: 'M5 19L6 15L15.5 5.5L18.5 8.5L9 18ZM5 21H19',
  verify: 'M10.5 4A6.5 6.5 0 1 0 10.5 17A6.5 6.5 0 1 0 10.5 4ZM15.5 15.5L20.5 20.5M8 10.5L10 12.5L13.5 8.5',
  resolve: 'M12 3.5A8.5 8.5 0 1 0 12 20.5A8.5 8.5 0 1 0 12 3.5ZM8 12.3L11 15.3L16.2 9.2',
  say: 'M12 5C7 5 3.5 7.8 3.5 11.5S7 18 12 18C12.8 18 13.6 17.9 14.3 17.8L18.5 20L18 16.2C19.6 15 20.5 13.3 20.5 11.5C20.5 7.8 17 5 12 5Z',
  mic: 'M12 3.5A3.2 3.2 0 0 1 15.2 6.7V11.3A3.2 3.2 0 0 1 8.8 11.3V6.7A3.2 3.2 0 0 1 12 3.5ZM5 11.5A7 7 0 0 0 19 11.5M12 18.5V21',
  up: 'M5 15L12 8L19 15',
  down: 'M5 9L12 16L19 9',
  next: 'M9 5L16 12L9 19',
  close: 'M6 6L18 18M18 6L6 18',
  dots: 'M6 12V12.1M12 12V12.1M18 12V12.1',
  star: 'M12 4L14.5 9.3L20 10L16 14L17 19.5L12 16.8L7 19.5L8 14L4 10L9.5 9.3Z',
  send: 'M4 12H19M13 6L19 12L13 18',
  moon: 'M19.5 14.5A8 8 0 1 1 9.5 4.5A6.5 6.5 0 0 0 19.5 14.5Z',
  flag: 'M6 21V4H18L15 8.5L18 13H6',
};

/** An icon by its name; unknown names draw a dot, so that a new move still has a button. */
export function icon(name, size = 24) {
  return s('svg', { class: 'icon', viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true' },
    s('path', { d: PATHS[name] ?? 'M12 12V12.1' }));
}

const SHAPES = {
  1: () => s('path', { d: 'M5 1H11L15 5V11L11 15H5L1 11V5Z' }),
  2: () => s('path', { d: 'M8 1.5L15.2 14.5H.8Z' }),
  3: () => s('path', { d: 'M8 .8L15.2 8L8 15.2L.8 8Z' }),
  4: () => s('circle', { cx: 8, cy: 8, r: 5.6 }),
};

/** The shape of a severity: octagon, triangle, diamond, ring; hollow while undeclared. */
export function severityMark(level, size = 24) {
  const shape = (SHAPES[level] ?? SHAPES[4])();
  return s('svg', { class: `sev ${level ? `sev-${level}` : 'sev-open'}`, viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true' }, shape);
}
