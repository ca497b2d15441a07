// What this page knows of the room: the latest view, the lines of its stream,
// what was read. Takes events, answers questions; draws nothing.

import { kept } from './keep.js';
import * as clock from './clock.js';

/** Words to the receivers alone are in no channel; here they get a tab. */
export const PRIVATE = ' private';

/** Lines in one answer of the history. */
const PAGE = 50;

export class Store {
  constructor(code, session) {
    this.code = code;
    this.session = session;
    this.link = 'opening';
    this.view = null;
    this.seen = 0;
    this.epoch = null;
    this.last = 0;
    this.items = [];
    this.bySeq = new Map();
    this.complete = new Set();
    this.channel = null;
    this.fresh = [];
    this.stickies = [];
    this.listeners = new Set();
    this.readName = `warroom:${code}:${session.player}:read`;
    this.read = kept.read(this.readName, {});
  }

  changed() {
    for (const run of this.listeners) run();
  }

  // --- what the stream brings -------------------------------------------

  /** Where to go on from; null when there is nothing yet. */
  place() {
    return this.epoch === null ? null : { after: this.last, epoch: this.epoch };
  }

  /** Takes an event; false when something is missing before it. */
  take(event, data, id) {
    switch (event) {
      case 'reset':
        this.epoch = data.epoch;
        this.last = data.n;
        this.items = [];
        this.bySeq.clear();
        this.complete.clear();
        for (const item of data.items ?? []) this.add(item, false);
        this.show(data.view, data.clock);
        break;
      case 'item': {
        const n = Number(id ?? data.n);
        if (n <= this.last) return true;
        if (n !== this.last + 1) return false;
        this.last = n;
        this.add({ n, ...data }, true);
        break;
      }
      case 'view':
        if (this.epoch !== null && data.epoch !== this.epoch) { this.epoch = null; return false; }
        this.epoch = data.epoch;
        // A line that is missing before `n` shows at the next line or heartbeat.
        this.show(data.view, data.clock);
        break;
      case 'heartbeat':
        if (data.n > this.last) return false;
        this.wind(data.clock ?? { now: data.now });
        break;
      case 'closed':
        // A host who restarts the room shuts it down first: that is no end.
        this.link = data?.why === 'left' ? 'closed' : 'waiting';
        break;
      default:
        return true;
    }
    this.shut();
    this.changed();
    return true;
  }

  /** Sets the clock by the room's: the moment, and how it moves from there. */
  wind(face) {
    if (!this.view || face?.now === undefined) return;
    this.trouble = Boolean(face.storage_trouble);
    Object.assign(this.common, { now: face.now, running: face.running ?? this.common.running, pace: face.pace ?? this.common.pace });
    this.seen = performance.now();
  }

  show(view, face) {
    if (!view) return;
    this.keepAnswering(view);
    this.view = view;
    this.seen = performance.now();
    // A view may be older than the line that it comes by; the clock is not.
    this.wind(face);
    const channels = this.channels;
    if (!channels.some((channel) => channel.id === this.channel)) this.channel = channels[0]?.id ?? null;
  }

  /** A room whose last line is here is closed, whatever the latest view says: a stream may break between the two. */
  shut() {
    const last = this.items.at(-1);
    if (!this.view || last?.show !== 'notice' || last.kind !== 'closed') return;
    Object.assign(this.common, { now: this.now, phase: 'closed', running: false });
  }

  add(item, live) {
    if (this.bySeq.has(item.seq)) return;
    this.bySeq.set(item.seq, item);
    this.items.push(item);
    this.items.sort((a, b) => a.n - b.n);
    if (live) this.fresh.push(item);
  }

  /**
   * Whether a channel may have lines that this page has not: numbers are dense,
   * and a stream that begins anew brings all notices but only the last messages.
   */
  hasOlder(channel) {
    return !this.complete.has(channel) && this.items.length < this.last;
  }

  /** Older lines of a channel, as history gives them. */
  older(channel, items) {
    if (items.length < PAGE) this.complete.add(channel);
    for (const item of items) this.add(item, false);
    this.changed();
  }

  /** Lines that came since the last call: for whoever announces them. */
  drain() {
    const fresh = this.fresh;
    this.fresh = [];
    return fresh;
  }

  /**
   * A question counts as answered with the first fact told. Whoever has more
   * to say to it keeps it before them, until the next question comes. Whether
   * one objects is said once.
   */
  keepAnswering(next) {
    // After a time cut, what was asked hours ago no longer waits for more.
    if (this.view?.audience !== 'player' || next.audience !== 'player' || this.view.seat !== next.seat || next.common.cut) {
      this.stickies = [];
      return;
    }
    const told = (id) => next.card?.facts.find((fact) => fact.id === id)?.told ?? true;
    const open = (ask) => next.asked.some((other) => other.ask === ask.ask);
    const gone = this.view.asked.filter((ask) => !open(ask) && !ask.objections && ask.answers.some((id) => !told(id)));
    this.stickies = [...this.stickies, ...gone].filter((ask) => !open(ask) && ask.answers.some((id) => !told(id))).slice(-2);
  }

  dismiss(ask) {
    this.stickies = this.stickies.filter((other) => other.ask !== ask);
    this.changed();
  }

  // --- questions ----------------------------------------------------------

  get common() {
    return this.view?.common ?? null;
  }

  get now() {
    return clock.now(this.common, this.seen);
  }

  get seat() {
    return this.view?.seat ?? null;
  }

  get me() {
    return this.view?.seats.find((seat) => seat.id === this.seat) ?? null;
  }

  get phase() {
    return this.common?.phase ?? 'lobby';
  }

  seatOf(id) {
    return this.view?.seats.find((seat) => seat.id === id) ?? null;
  }

  /** Channels with the private tab when there is something in it. */
  get channels() {
    const own = this.view?.channels ?? [];
    const list = own.length ? own : [{ id: this.warRoom, title: 'War room', purpose: 'WarRoom', technical_rule: false }];
    const secret = this.items.some((item) => item.show === 'message' && item.channel === null);
    return secret || this.seat ? [...list, { id: PRIVATE, title: 'Private', purpose: 'private', technical_rule: false }] : list;
  }

  /** The war room's id: the players' first channel, or where the table's lines are. */
  get warRoom() {
    const named = this.view?.channels?.find((channel) => channel.purpose.toLowerCase().replace('-', '') === 'warroom');
    return named?.id ?? this.items.find((item) => item.channel)?.channel ?? 'room';
  }

  placeOf(item) {
    return item.show === 'message' ? item.channel ?? PRIVATE : this.warRoom;
  }

  in(channel) {
    return this.items.filter((item) => this.placeOf(item) === channel);
  }

  isNew(item) {
    return item.show === 'message' && item.from.seat !== this.seat && item.seq > (this.read[this.placeOf(item)] ?? 0);
  }

  unread(channel) {
    return this.in(channel).filter((item) => this.isNew(item)).length;
  }

  get unreadAll() {
    return this.items.filter((item) => this.isNew(item)).length;
  }

  markRead(channel) {
    const top = this.in(channel).reduce((most, item) => Math.max(most, item.seq), 0);
    if ((this.read[channel] ?? 0) >= top) return;
    this.read = { ...this.read, [channel]: top };
    kept.write(this.readName, this.read);
    this.changed();
  }

  /** Whether a move would be carried out now, and if not, why, for a button. */
  get still() {
    const common = this.common;
    if (!common) return 'Not connected yet';
    if (common.emergency) return 'The exercise has stopped';
    if (common.phase === 'lobby' || common.phase === 'briefing') return 'Not started yet: kept as a draft';
    if (common.phase !== 'play') return 'The exercise has ended';
    if (common.paused !== null) return 'Paused: kept as a draft';
    if (common.cut) return 'Time cut: kept as a draft';
    return null;
  }
}
