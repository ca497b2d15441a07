// Reads RON, as far as this repository writes it: the plans of
// `tests/plans` and the scenarios. `(a: 1)` and `{"a": 1}` become objects,
// lists arrays, `Some(x)` is x, a bare name its text, and `Name(…)` an object
// with that one key.

/** The value of a RON text. Throws with the line where it is none. */
export function ron(source) {
  let at = 0;

  const fail = (what) => { throw new Error(`line ${source.slice(0, at).split('\n').length}: ${what}`); };
  const skip = () => { at += /^(?:\s|\/\/[^\n]*)*/.exec(source.slice(at, at + 4000))[0].length; };
  const gap = () => { let before; do { before = at; skip(); } while (at > before); };
  const sees = (mark) => { gap(); return source.startsWith(mark, at); };
  const takes = (mark) => { if (!sees(mark)) return false; at += mark.length; return true; };
  const match = (pattern) => { pattern.lastIndex = at; const found = pattern.exec(source)?.[0]; at += found?.length ?? 0; return found; };

  function text() {
    const found = match(/"(?:[^"\\]|\\[\s\S])*"/y) ?? fail('a text does not end');
    return JSON.parse(found.replaceAll('\n', '\\n').replaceAll("\\'", "'"));
  }

  /** What stands between a mark and its end, with commas. */
  function until(end, one) {
    const all = [];
    while (!takes(end)) {
      all.push(one());
      if (!takes(',') && !sees(end)) fail(`a comma or ${end} is missing`);
    }
    return all;
  }

  function pair() {
    gap();
    const key = sees('"') ? text() : match(/[A-Za-z_][\w-]*/y) ?? fail('a name is missing');
    if (!takes(':')) fail(`a colon is missing after ${key}`);
    return [key, value()];
  }

  /** After an opening bracket: fields if the first thing is `name:`, else values. */
  function inside() {
    gap();
    const fields = /[A-Za-z_]\w*\s*:/y;
    fields.lastIndex = at;
    if (fields.test(source)) return Object.fromEntries(until(')', pair));
    const all = until(')', value);
    return all.length === 1 ? all[0] : all;
  }

  function value() {
    if (takes('(')) return inside();
    if (takes('[')) return until(']', value);
    if (takes('{')) return Object.fromEntries(until('}', pair));
    if (sees('"')) return text();
    const char = match(/'(?:[^'\\]|\\.)'/y);
    if (char) return char.slice(1, -1);
    const number = match(/-?\d[\d_]*(?:\.\d+)?/y);
    if (number) return Number(number.replaceAll('_', ''));
    const name = match(/r#[\w.+-]+|[A-Za-z_]\w*/y)?.replace('r#', '') ?? fail('no value');
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'None') return null;
    if (!takes('(')) return name;
    const held = inside();
    return name === 'Some' ? held : { [name]: held };
  }

  const whole = value();
  gap();
  if (at < source.length) fail('something follows the end');
  return whole;
}
