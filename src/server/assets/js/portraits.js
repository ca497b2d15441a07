// Portraits: plate = job family, glyph = role, colour = seat (look, "Portraits").
// A persona's plate is hollow and dashed.

import { s } from './dom.js';

const HEX = 'M-23-43Q-26-43-28-40L-48-4Q-50 0-48 4L-28 40Q-26 43-23 43H23Q26 43 28 40L48 4Q50 0 48-4L28-40Q26-43 23-43Z';
const DROP = 'M0-46A46 46 0 1 0 46 0V-38Q46-46 38-46Z';

const line = (d, width = 11) => s('path', { d, class: 'glyph-line', 'stroke-width': width });
const solid = (tag, attributes) => s(tag, { ...attributes, class: 'glyph-solid' });

const GLYPHS = {
  Target: () => [s('circle', { r: 24, class: 'glyph-line', 'stroke-width': 10 }), solid('circle', { r: 8 })],
  HalfTarget: () => [line('M-24 0A24 24 0 0 1 24 0', 10), solid('circle', { r: 8 })],
  Lines: () => [line('M-22-18H22M-22 0H22M-22 18H6')],
  Bars: () => [line('M-18-20H18M-18 0H18M-18 20H18', 13)],
  Brackets: () => [line('M-12-22L-30 0L-12 22M12-22L30 0L12 22')],
  Pulse: () => [line('M-30 4H-14L-4-22L8 22L16 4H30', 10)],
  Grid: () => [-24, 6].flatMap((x) => [-24, 6].map((y) => solid('rect', { x, y, width: 18, height: 18, rx: 4 }))),
  Payments: () => [line('M-26-12H26M-26 8H2'), solid('circle', { cx: 22, cy: 20, r: 7 })],
  Key: () => [s('circle', { cx: -14, r: 13, class: 'glyph-line', 'stroke-width': 10 }), line('M0 0H30V14', 10)],
  Sun: () => [solid('path', { d: 'M-25 6A25 25 0 0 1 25 6Z' }), solid('rect', { x: -25, y: 14, width: 50, height: 11, rx: 5 })],
  Chevrons: () => [line('M-21 1L0-20L21 1M-21 23L0 2L21 23')],
  CrownChevron: () => [line('M-21 4L0-17L21 4M-21 22H21')],
  Scales: () => [line('M-26-18H26M0-18V26', 11)],
  Columns: () => [line('M-20 22V-2M0 22V-22M20 22V-12', 12)],
  Headset: () => [line('M-24 12V0A24 24 0 0 1 24 0V12', 10), solid('rect', { x: -32, y: 6, width: 16, height: 22, rx: 7 }), solid('rect', { x: 16, y: 6, width: 16, height: 22, rx: 7 })],
  Arcs: () => [line('M-8-14A18 18 0 0 1-8 14M6-26A34 34 0 0 1 6 26', 10), solid('circle', { cx: -22, r: 7 })],
  Press: () => [s('rect', { x: -27, y: -25, width: 54, height: 50, rx: 8, class: 'glyph-line', 'stroke-width': 9 }), line('M-13-8H13M-13 8H4', 9)],
};

const PLATES = {
  circle: () => s('circle', { r: 46 }),
  square: () => s('rect', { x: -43, y: -43, width: 86, height: 86, rx: 20 }),
  hexagon: () => s('path', { d: HEX }),
  drop: () => s('path', { d: DROP }),
};

/** A seat's portrait; for somebody outside the room an envelope-like disc. */
export function portrait(seat, size) {
  const plate = (PLATES[seat?.plate] ?? PLATES.circle)();
  plate.setAttribute('class', 'plate');
  const glyph = (GLYPHS[seat?.glyph] ?? GLYPHS.Lines)();
  const colour = seat ? `c${seat.colour}` : 'c-out';
  const hollow = seat?.persona || !seat;
  return s('svg', {
    class: `portrait ${colour}${hollow ? ' hollow' : ''}`, viewBox: hollow ? '-54 -54 108 108' : '-50 -50 100 100', width: size, height: size, 'aria-hidden': 'true',
  }, plate, glyph);
}
