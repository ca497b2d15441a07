// Starts the page: a code, a session, a stream; then draws what the room says.

import { drawMoves, drawReview, drawSaid } from './actions.js';
import { drawAsk } from './ask.js';
import { bare, over } from './back.js';
import { cardBody, openCard } from './card.js';
import { h, region } from './dom.js';
import { drawBoard, drawMe, tick } from './header.js';
import { drawCode, drawJoin } from './join.js';
import { drafts, kept, sessionKey } from './keep.js';
import { drawLobby } from './lobby.js';
import { icon } from './icons.js';
import { drawComposer, drawLines, drawTabs, fit } from './log.js';
import { openMove, openReview } from './moves.js';
import { Stream, request } from './net.js';
import { Outbox } from './outbox.js';
import { closeSheet, toast } from './sheet.js';
import { drawSituation } from './situation.js';
import { Store } from './store.js';
import { drawEnding, drawStatus, drawVeil, emergency } from './veil.js';
import { forget } from './you.js';

/** A channel counts as read after it was in sight this long. */
const GLANCE = 4000;

const root = document.getElementById('app');
const wide = matchMedia('(min-width: 900px)');

/** The page's one object: what every screen needs. */
class App {
  constructor(code, session) {
    this.code = code;
    this.session = session;
    this.api = `/api/rooms/${encodeURIComponent(code)}`;
    this.store = new Store(code, session);
    this.drafts = drafts(code, null);
    this.unfolded = wide.matches;
    this.stick = true;
    this.outbox = new Outbox({
      code, player: session.player, token: session.token, changed: () => this.store.changed(),
      late: (entry, outcome) => toast(outcome.ok ? `Sent: ${entry.label}` : `${entry.label}: ${outcome.why}`, outcome.ok ? 'good' : 'bad'),
    });
    this.openName = `warroom:${code}:${session.player}:open`;
    this.reopened = false;
    this.parts = null;
  }

  start() {
    this.store.listeners.add(() => this.soon());
    this.stream = new Stream({
      path: `${this.api}/events`, token: this.session.token,
      at: () => this.store.place(),
      on: (event, data, id) => this.take(event, data, id),
      state: (state, body) => this.linked(state, body),
    });
    this.stream.start();
    setInterval(() => this.second(), 1000);
    wide.addEventListener('change', () => { this.parts = null; this.unfold(wide.matches); });
  }

  take(event, data, id) {
    const whole = this.store.take(event, data, id);
    if (event === 'closed' && this.store.link === 'closed') this.linked('gone', { why: 'You have left this room. Join again to come back.' });
    // The view of the end may come right behind its line: a line alone does not end the stream.
    if (this.store.phase === 'closed') { if (event !== 'item') this.end(); }
    // A stream without a word about the present: ask for it.
    else if (!this.store.view && event !== 'heartbeat' && !this.asking) {
      this.asking = true;
      request(`${this.api}/view`, { token: this.session.token }).then((view) => { this.store.show(view.view ?? view); this.store.changed(); }).catch(() => { this.asking = false; });
    }
    return whole;
  }

  /** A closed room says no more: what is on the screen stays. */
  end() {
    this.stream.stop();
    this.store.link = 'ended';
    this.store.changed();
  }

  linked(state, body) {
    // The line that closed the room was the last that came: there is nothing to come back to.
    if (state !== 'live' && this.store.view && this.store.phase === 'closed') { this.end(); return; }
    if (state === 'gone') {
      this.stream.stop();
      this.store.link = 'gone';
      closeSheet();
      // A room that is not here now may come back, and its tokens with it; one that knows no such token has none of ours.
      if (body?.status !== 404) kept.write(sessionKey(this.code), null);
      drawJoin(root, this.code, begin, body?.why ?? 'You are not in this room any more. Join again.');
      return;
    }
    if (this.store.link === state || ['gone', 'ended'].includes(this.store.link)) return;
    this.store.link = state;
    if (!this.store.view) document.getElementById('opening')?.replaceChildren(state === 'shut' ? 'The host has shut this room for now. Keep this page: when it opens again, you are in it as before.' : 'Connecting…');
    this.store.changed();
  }

  /** On a phone that reads a channel the question is a strip. */
  get folded() {
    return this.unfolded && !wide.matches;
  }

  /** Unfolded on a phone, the channel lies over the rest: going back folds it. */
  unfold(on) {
    this.unfolded = on;
    this.low = true;
    this.folds?.();
    this.folds = on && !wide.matches ? over(() => this.unfold(false)) : null;
    this.store.changed();
  }

  /** Which form was open, so that a page that comes back opens it again. */
  remember(what) {
    kept.write(this.openName, what);
  }

  forget() {
    this.stream.stop();
    forget(sessionKey(this.code));
  }

  /** Draws before the next frame, once for all that changed. */
  soon() {
    if (this.asked) return;
    this.asked = true;
    // A hidden page gets no frames; it is drawn when it is seen again.
    requestAnimationFrame(() => { this.asked = false; this.draw(); });
  }

  build() {
    const part = (name, tag = 'div', props = {}) => h(tag, { class: `r-${name}`, ...props });
    const p = this.parts = {
      me: part('me', 'header'), board: part('board'), card: part('card', 'aside', { 'aria-label': 'Your role card' }),
      ending: part('ending'), tabs: part('tabs', 'nav', { 'aria-label': 'Channels' }), lines: part('lines', 'section', { id: 'lines', 'aria-label': 'Messages', tabindex: '0' }), composer: part('composer'),
      veil: part('veil'), ask: part('ask', 'section', { 'aria-label': 'Asked of you' }), moves: part('moves', 'nav', { 'aria-label': 'Moves' }), review: part('review', 'nav', { 'aria-label': 'Review' }), said: part('said'), shared: part('shared', 'aside', { class: 'r-shared situation', 'aria-label': 'The situation' }),
      peek: h('button', { type: 'button', class: 'peek row', data: { act: 'card', f: 'peek' }, on: { click: () => openCard(this) } }),
    };
    // Who reads the newest line keeps it in sight when fonts or a question change the room for it.
    // A list that has just been made shorter was not scrolled away by its reader: first it follows.
    let tall = null;
    p.lines.addEventListener('scroll', () => {
      if (p.lines.clientHeight === tall) this.low = p.lines.scrollHeight - p.lines.scrollTop - tall < 48;
      fit(this, p.lines);
    }, { passive: true });
    this.low = true;
    // Paper that goes on below its edge fades there, instead of looking cut off.
    const edge = () => p.ask.classList.toggle('goes-on', p.ask.scrollHeight - p.ask.scrollTop - p.ask.clientHeight > 8);
    p.ask.addEventListener('scroll', edge, { passive: true });
    new ResizeObserver(edge).observe(p.ask);
    new MutationObserver(edge).observe(p.ask, { childList: true });
    new ResizeObserver(() => { tall = p.lines.clientHeight; if (this.low) p.lines.scrollTop = p.lines.scrollHeight; fit(this, p.lines); }).observe(p.lines);
    root.shownKey = null;
    root.replaceChildren(
      h('div', { class: 'col col-a' }, p.me, p.board, p.card),
      h('main', { class: 'col col-b' }, p.ending, p.tabs, p.lines, p.composer),
      h('div', { class: 'col col-c' }, p.veil, p.ask, p.moves, p.review, p.said, p.shared, p.peek));
  }

  draw() {
    const { store } = this;
    if (!store.view || store.link === 'gone') return;
    const { common } = store;
    this.drafts = drafts(this.code, store.seat);
    document.title = `EXERCISE · ${store.unreadAll ? `(${store.unreadAll}) ` : ''}${store.me?.title ?? common.title}`;
    if (common.emergency) { closeSheet(); this.parts = null; emergency(root); return; }
    if (['lobby', 'briefing'].includes(common.phase)) {
      if (!this.parts?.early) { this.parts = { early: true, me: h('header', { class: 'r-me' }), body: h('main', { class: 'waiting' }) }; root.replaceChildren(h('div', { class: 'early' }, this.parts.me, this.parts.body)); }
      drawMe(this, this.parts.me);
      drawLobby(this, this.parts.body);
      return;
    }
    if (!this.parts || this.parts.early) this.build();
    const p = this.parts;
    root.dataset.phase = common.phase;
    root.classList.toggle('unfolded', this.unfolded);
    drawStatus(this, document.getElementById('status'));
    drawMe(this, p.me);
    drawBoard(this, p.board);
    drawEnding(this, p.ending);
    drawTabs(this, p.tabs);
    drawVeil(this, p.veil);
    drawAsk(this, p.ask);
    drawMoves(this, p.moves);
    drawReview(this, p.review);
    drawSaid(this, p.said);
    drawComposer(this, p.composer);
    if (wide.matches) {
      region(p.card, [store.view.card, store.still], () => (store.view.card ? cardBody(this) : null));
      drawSituation(this, p.shared);
    }
    const card = store.view.card;
    p.peek.hidden = !card;
    if (card) region(p.peek, card.goals, () => [h('b', {}, 'Role card'), h('span', { class: 't2 grow cut' }, card.goals[0] ?? 'No secrets.'), icon('up', 20)]);
    drawLines(this, p.lines);
    tick(this);
    this.reopen();
  }

  reopen() {
    if (this.reopened || this.store.link !== 'live') return;
    this.reopened = true;
    const open = kept.read(this.openName);
    if (open?.kind && this.store.seat && this.store.phase === 'play') openMove(this, open.kind, open.context ?? {});
    else if (open?.review) openReview(this, open.review);
    bare();
  }

  second() {
    const { store } = this;
    if (!store.view || document.visibilityState === 'hidden') return;
    tick(this);
    if (this.parts?.ask) drawAsk(this, this.parts.ask);
    const unread = store.unread(store.channel);
    if (!unread || store.phase === 'lobby') { this.glanced = null; return; }
    const now = performance.now();
    if (this.glanced?.channel !== store.channel) this.glanced = { channel: store.channel, since: now };
    else if (now - this.glanced.since > GLANCE) { store.markRead(store.channel); this.glanced = null; }
  }
}

function begin(session) {
  document.getElementById('opening')?.replaceChildren('Connecting…');
  const app = new App(code, session);
  app.start();
}

const code = document.body.dataset.code;
// The lobby sees that this device can reach it.
if (document.body.dataset.reach) fetch(document.body.dataset.reach, { cache: 'no-store' }).catch(() => {});
const session = code ? kept.read(sessionKey(code)) : null;
// Sent back from a room that there is not: the title says which.
if (!code) drawCode(root, location.pathname.startsWith('/r/') ? document.body.dataset.title : null);
else if (session?.token) begin(session);
else drawJoin(root, code, begin);
