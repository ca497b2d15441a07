// What survives a reload on this device: the session of a room, drafts, what
// was read, moves on their way. Storage may be missing (private mode, full):
// the page then works, and forgets.

const memory = new Map();

function get(name) {
  try { return localStorage.getItem(name) ?? memory.get(name) ?? null; } catch { return memory.get(name) ?? null; }
}

function put(name, text) {
  memory.set(name, text);
  try { localStorage.setItem(name, text); } catch { /* memory has it */ }
}

function drop(name) {
  memory.delete(name);
  try { localStorage.removeItem(name); } catch { /* memory had it */ }
}

/** A value kept under a name; `null` deletes it. */
export const kept = {
  read(name, otherwise = null) {
    const text = get(name);
    if (text === null) return otherwise;
    try { return JSON.parse(text); } catch { return otherwise; }
  },
  write(name, value) {
    if (value === null) drop(name);
    else put(name, JSON.stringify(value));
  },
};

/** The key of a room's session; the token lies in it and nowhere else. */
export const sessionKey = (code) => `warroom:${code}:session`;

/** A key that makes a repeat harmless: 128 random bits (`randomUUID` needs a secure context). */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Drafts of a room's seat, one a form. */
export function drafts(code, seat) {
  const name = (form) => `warroom:${code}:${seat ?? 'nobody'}:draft:${form}`;
  return {
    read: (form) => kept.read(name(form), {}),
    write: (form, values) => kept.write(name(form), values),
    clear: (form) => kept.write(name(form), null),
    has: (form) => kept.read(name(form)) !== null,
  };
}
