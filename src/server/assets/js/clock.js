// The story's clock, ticking on this page between two words from the room.
// Every moment of the exercise is milliseconds since STARTEX.

const DAY = 86_400_000;

const two = (n) => String(n).padStart(2, '0');

/** Milliseconds after midnight of `02:05` or `02:05:30`. */
export function ofDay(text) {
  const [h, m, s = 0] = String(text).split(':').map(Number);
  return ((h * 60 + m) * 60 + s) * 1000;
}

/** `02:11` for milliseconds after midnight. */
export function hhmm(ms) {
  const at = ((ms % DAY) + DAY) % DAY;
  return `${two(Math.floor(at / 3_600_000))}:${two(Math.floor(at / 60_000) % 60)}`;
}

/** The moment of the exercise that it is now, `seen` being when its view arrived. */
export function now(common, seen) {
  if (!common) return 0;
  const passed = common.running ? Math.max(0, performance.now() - seen) : 0;
  return common.now + Math.floor(passed * common.pace / 100);
}

/** What the story's clock shows at a moment. */
export const shows = (common, at) => hhmm(ofDay(common.clock_start) + at);

/** `28 s`, `3 min`, `2 h`: how people say how long ago something was. */
export function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Three times of day to promise, as `02:13`. */
export function promises(common, at, minutes = [2, 4, 9]) {
  return minutes.map((n) => shows(common, at + n * 60_000));
}

/** Times of day on whole five minutes, from at least `least` minutes away. */
export function rounds(common, at, least = 5, count = 4) {
  const step = 300_000;
  const start = Math.ceil((ofDay(common.clock_start) + at + least * 60_000) / step) * step;
  return Array.from({ length: count }, (_, i) => hhmm(start + i * step));
}

/** The words for the deadline that is next, or none. */
export function nextDeadline(common, at) {
  const next = common.deadlines.find((d) => d.state === 'ahead' || d.state === 'open');
  if (!next) return null;
  const opens = next.opens ?? next.at;
  const label = next.label;
  if (at < opens) return { label: `${label} in ${span(opens - at)}`, late: false };
  if (at <= next.at) return { label: next.opens === null ? `${label} now` : `${label}: ${span(next.at - at)} left`, late: false };
  return { label: `${label}: late`, late: true };
}
