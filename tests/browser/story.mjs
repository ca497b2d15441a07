// Plans of `tests/plans` against a running room: the story's clock, and whom a
// line answers. The same lines that the rules' tests play without a server.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ron } from './ron.mjs';
import { top } from './room.mjs';

/** Milliseconds after midnight of `02:05` or `02:05:30`. */
const ofDay = (text) => text.split(':').reduce((sum, part, i) => sum + Number(part) * [3_600_000, 60_000, 1000][i], 0);

/** The lines of a plan. */
export const plan = (name) => ron(readFileSync(join(top, `tests/plans/${name}.ron`), 'utf8'));

const read = new Map();

/** A scenario as its author wrote it. */
export function scenario(name = 'db-migration') {
  if (!read.has(name)) read.set(name, ron(readFileSync(join(top, `scenarios/${name}.ron`), 'utf8')));
  return read.get(name);
}

/** Milliseconds of the story by which a line may be late at full pace, and the pace after that. */
const LATE = 6000;
const SLOW = 250;
const REAL = 100;

/** Milliseconds. */
const DAY = 24 * 3_600_000;

const rest = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** What time it is in the story: the host's stream says so, and in between it is reckoned. */
export class Story {
  constructor(room, start) {
    this.room = room;
    this.start = ofDay(start);
    this.face = null;
    /** Real milliseconds that the host's last word took. */
    this.lag = 0;
    this.stopped = new AbortController();
  }

  static async of(room, start = '02:05') {
    const story = new Story(room, start);
    story.reading = story.read().catch((error) => { story.broken = story.stopped.signal.aborted ? null : error; });
    while (!story.face && !story.broken) await rest(20);
    return story;
  }

  async read() {
    const { api, headers } = this.room;
    const answer = await fetch(`${api}/events`, { headers, signal: this.stopped.signal });
    let text = '';
    const decoder = new TextDecoder();
    for await (const bytes of answer.body) {
      text += decoder.decode(bytes, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop();
      for (const part of parts) {
        const found = /"clock":(\{"now":[^}]*\})/.exec(part);
        if (found) this.face = { ...JSON.parse(found[1]), seen: performance.now() };
      }
    }
  }

  stop() { this.stopped.abort(); }

  /** Milliseconds since STARTEX. */
  now() {
    const { now, running, pace, seen } = this.face;
    return running ? now + (performance.now() - seen) * pace / 100 : now;
  }

  /** Milliseconds since STARTEX at a time of the story's day, or of the next. */
  at(text) { return (ofDay(text) - this.start + DAY) % DAY; }

  /** `02:13:20`. */
  clock(at = this.now()) { return new Date(this.start + at).toISOString().slice(11, 19); }

  async pace(pace) {
    if (this.face.pace === pace) return;
    const asked = performance.now();
    await this.room.host('speed', { pace });
    this.lag = performance.now() - asked;
    this.face = { ...this.face, now: this.now(), seen: performance.now(), pace };
  }

  /**
   * Waits for a time of the story's day. With `sprint`, long waits go by at
   * that pace, with a margin before the moment itself. Whoever is late, on a
   * busy machine, gets a host who slows the clock until they have caught up.
   */
  async until(text, { pace = this.face.pace, sprint = pace, margin = 15_000 } = {}) {
    const due = this.at(text);
    for (;;) {
      if (this.broken) throw this.broken;
      const left = due - this.now();
      if (left <= 0 && !this.face.cut) break;
      if (this.face.running && !this.face.cut) await this.pace(left > margin * 2 ? sprint : pace);
      await rest(Math.max(10, Math.min(100, (left - margin) * 100 / this.face.pace)));
    }
    await this.pace(this.now() - due > LATE ? Math.min(pace, SLOW) : pace);
  }

  /**
   * Waits for a time of the story's day as a host does who is in a hurry: at
   * `slow` while `busy()` people have something in their hands, at `fast` in
   * between, and no faster than their own hand stops it within `LATE`.
   * Whoever is late for the moment itself gets real pace.
   */
  async leap(text, { slow, fast, busy = () => false }) {
    const due = this.at(text);
    const most = Math.max(slow, Math.min(fast, Math.round(LATE * 100 / Math.max(1, this.lag))));
    for (;;) {
      if (this.broken) throw this.broken;
      const left = due - this.now();
      if (left <= 0 && !this.face.cut) break;
      if (this.face.running && !this.face.cut) await this.pace(busy() ? slow : most);
      await rest(Math.max(5, Math.min(50, left * 100 / this.face.pace)));
    }
    await this.pace(this.now() - due > LATE ? REAL : slow);
  }
}

/**
 * The latest message of a seat, or of an inject, where it stands (no
 * channel: in private) and what an inject says: what a line answers. "On it" asks for no answer.
 */
export async function latest(room, whose, named) {
  const theirs = scenario(named).injects.filter(({ id, from }) => id === whose || from?.Seat === whose);
  const inject = (event) => (event.event === 'released' ? theirs.find(({ id }) => id === event.inject) : null);
  const said = (event) => event.event === 'moved' && event.seat === whose && event.move.kind !== 'acknowledge';
  const found = (await room.events()).findLast(({ event }) => said(event) || inject(event));
  if (!found) throw new Error(`nothing of ${whose} to answer`);
  const { seq, event } = found;
  return { seq, channel: event.channel ?? inject(event)?.to.Channel ?? null, text: inject(event)?.text ?? null };
}

/**
 * Waits, on a slowed clock, until the room has heard what a line names: nobody
 * decides for an option that is not on the table. Goes on when it takes too long.
 */
export async function heard(room, story, { do: move }, patience = 20_000) {
  if (!['propose', 'decide', 'order'].includes(move.kind)) return;
  const facts = [...(move.facts ?? []), ...(move.price ?? [])];
  const end = performance.now() + patience;
  for (;;) {
    const { table } = await room.view();
    const told = new Set((await room.events()).filter(({ event }) => event.event === 'told').map(({ event }) => event.fact));
    const there = !move.option || table.options.some((option) => option.id === move.option);
    if ((there && facts.every((fact) => told.has(fact))) || performance.now() > end) return;
    await story.pace(SLOW);
    await rest(200);
  }
}

/** A line's move as the protocol has it, with the revision that it overwrites. */
export async function playOf(room, line) {
  const move = { ...line.do };
  if (move.kind === 'note' || move.kind === 'decide') {
    const { table } = await room.view();
    if (move.kind === 'note') move.base = table.board.find((one) => one.line === move.line)?.revision ?? 0;
    else move.base = (await room.events()).filter(({ event }) => event.event === 'decided').length;
  }
  const reply = line.answers ? (await latest(room, line.answers)).seq : null;
  return { move, channel: line.channel ?? null, private: line.private ?? false, to: line.to ?? [], reply_to: reply, text: line.text ?? '' };
}
