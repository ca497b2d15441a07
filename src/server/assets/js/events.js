// Reads an event stream out of a fetched body. `EventSource` cannot send an
// `Authorization` header, and a token has no place in an address.

/** Splits text that arrives in pieces into events `{event, id, data}`. */
export class EventParser {
  constructor() {
    this.rest = '';
    this.clear();
  }

  clear() {
    this.event = 'message';
    this.id = null;
    this.data = [];
  }

  /** The events that end in this piece. */
  push(piece) {
    const done = [];
    // A line may end in CR LF, LF or CR; a CR at the very end may be half of one.
    const text = this.rest + piece;
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    this.rest = lines.pop() + (text.endsWith('\r') ? '\r' : '');
    for (const line of lines) {
      const event = this.line(line);
      if (event) done.push(event);
    }
    return done;
  }

  line(line) {
    if (line === '') {
      const event = this.data.length ? { event: this.event, id: this.id, data: this.data.join('\n') } : null;
      this.clear();
      return event;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'id') this.id = value;
    else if (field === 'data') this.data.push(value);
    return null;
  }
}
