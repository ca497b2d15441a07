// What the room shares: state board, severity, ways out, the system, deadlines
// and seats. A sheet on a phone, a column on a laptop.

import * as clock from './clock.js';
import { h } from './dom.js';
import { severityMark } from './icons.js';
import { keyed } from './list.js';
import { openMove } from './moves.js';
import { portrait } from './portraits.js';
import { openSheet } from './sheet.js';
import { turnPart } from './turn.js';
import { STAGES, capital, plain } from './words.js';

/** How far an option has come, and what its work lacks. */
function stageOf(option) {
  const stage = STAGES[plain(option.stage)] ?? plain(option.stage);
  const lacks = (option.lacks ?? []).map(({ skill, hands }) => `${hands} ${skill}`);
  return lacks.length ? `${stage}, lacks ${lacks.join(' and ')}` : stage;
}

const section = (title, ...content) => h('section', { class: 'part' }, h('h3', { class: 's1 t2' }, title), content);

function board(app) {
  const { view, common } = { view: app.store.view, common: app.store.common };
  const can = view.legal?.includes('note');
  // A review has nothing to declare, and a board that nobody wrote on says nothing there.
  if (!common.outage && !can && !view.board.some((line) => line.text)) return null;
  return section('State board',
    !common.outage && !common.severity ? null : h('div', { class: 'sev-line row gap' }, severityMark(common.severity ? Number(common.severity.label.slice(4)) : 0),
      h('div', { class: 'grow' }, h('b', {}, common.severity ? `${common.severity.label}, ${common.severity.word}` : 'Severity: open'), common.severity ? h('p', { class: 's1 t2' }, common.severity.impact) : null)),
    view.board.map((line) => {
      const content = [h('span', { class: 'k s1 t2' }, line.label), h('span', { class: 'grow' }, line.text ? h('b', {}, line.text) : h('span', { class: 'hole' }, 'open')), line.at === null ? null : h('span', { class: 's1 t2' }, clock.shows(common, line.at))];
      return can ? h('button', { type: 'button', class: 'line row', 'aria-label': `${line.label}: ${line.text || 'open'}. Change it`, data: { line: line.line, f: `board-${line.line}` }, on: { click: () => openMove(app, 'note', { start: { line: line.line } }) } }, content)
        : h('div', { class: 'line row' }, content);
    }));
}

function cell(app, option, cell_) {
  if (!cell_.text) return h('td', {}, h('span', { class: 'cell hole' }, h('span', { class: 'hidden' }, 'not known')));
  const by = app.store.seatOf(cell_.told_by);
  return h('td', {}, h('span', { class: 'cell' }, h('b', {}, cell_.text), by ? h('span', { class: 's1 block soft' }, by.title) : null));
}

function matrix(app) {
  const { options } = app.store.view;
  // A game of dice and a review have none, and after play nobody looks for one.
  if (!options.length && (app.store.common.turn || app.store.common.reviewing || app.store.phase !== 'play')) return null;
  if (!options.length) return section('Ways out', h('p', { class: 't2 empty' }, 'None on the table yet. Somebody here knows one: ask.'));
  const rows = options[0].cells.map((_, i) => i);
  return section('Ways out', h('div', { class: 'matrix-frame', tabindex: '0', role: 'region', 'aria-label': 'Ways out', data: { f: 'matrix' } }, h('table', { class: 'matrix' },
    h('thead', {}, h('tr', {}, h('td', {}), options.map((option) => h('th', { scope: 'col', class: option.decided ? 'decided' : '' }, h('span', { class: 's4' }, option.letter), ' ', h('span', {}, option.name), h('span', { class: 's1 block soft' }, stageOf(option)))))),
    h('tbody', {}, rows.map((i) => h('tr', {}, h('th', { scope: 'row', class: 's1 t2' }, options[0].cells[i].label), options.map((option) => cell(app, option, option.cells[i]))))))));
}

const HEALTH = { healthy: 0, standby: 4, degraded: 3, failing: 2, down: 1 };
const TREND = { 1: 'rising', 0: '', '-1': 'falling' };

function system(app) {
  const { services, metrics } = app.store.view;
  if (!services.length && !metrics.length) return null;
  return section('The system',
    h('div', { class: 'services' }, services.map((service) => h('div', { class: 'service row gap' }, severityMark(HEALTH[plain(service.health)] ?? 0, 18), h('span', {}, h('b', {}, service.label), h('span', { class: 's1 t2 block' }, service.word))))),
    metrics.map((metric) => h('div', { class: 'line row' }, h('span', { class: 'grow' }, metric.label), h('b', {}, metric.value), h('span', { class: 's1 t2 trend' }, TREND[metric.trend] ?? ''))));
}

/** The engineers behind the roles, by incident, when the story has any. */
function engineers(app) {
  const { engineers: all = [], incidents = [] } = app.store.view;
  if (!all.length) return null;
  const can = app.store.view.legal?.includes('reassign');
  const place = (one) => incidents.find((incident) => incident.id === one.on)?.title ?? 'free';
  return section('Engineers', all.map((one) => {
    const content = [h('span', { class: 'grow' }, h('b', {}, one.name), h('span', { class: 's1 t2 block' }, one.skills.join(', '))),
      h('span', { class: 'right' }, h('span', {}, place(one)), h('span', { class: `s1 block ${one.worn ? 'lamp' : 't2'}` }, one.ready_at && one.on ? `of use at ${one.ready_at}` : one.looks))];
    return can ? h('button', { type: 'button', class: 'line row', 'aria-label': `${one.name}, ${place(one)}, ${one.looks}. Send them elsewhere`, data: { engineer: one.id, f: `engineer-${one.id}` }, on: { click: () => openMove(app, 'reassign', { start: { staff: one.id } }) } }, content)
      : h('div', { class: 'line row' }, content);
  }));
}

/** How things stand with an incident: since when, who leads it, who works on it. */
function standing(app, one) {
  if (one.resolved) return `over since ${one.resolved}`;
  const lead = app.store.seatOf(one.lead ?? app.store.common.commander)?.title;
  const staff = app.store.view.engineers ?? [];
  const hands = staff.filter((engineer) => engineer.on === one.id).length;
  const at = hands ? `${hands} ${hands === 1 ? 'engineer' : 'engineers'} on it` : 'nobody on it';
  return [one.since ? `since ${one.since}` : 'from the start', lead ? `led by ${lead}` : null, staff.length ? at : null].filter(Boolean).join(' · ');
}

/** Several incidents at once. How bad each is, the table finds out: what is declared stands on the board. */
function incidentList(app) {
  const { incidents: all = [] } = app.store.view;
  if (all.length < 2) return null;
  return section('Incidents', all.map((one) => h('div', { class: 'line', data: { incident: one.id } },
    h('b', { class: one.resolved ? 't2' : '' }, one.title), h('span', { class: 's1 t2 block' }, standing(app, one)))));
}

const DUE = { ahead: '', open: 'now', met: 'met', missed: 'missed' };

const deadlines = (app) => section(app.store.common.outage ? 'On the clock' : 'Agenda', app.store.common.deadlines.length
  ? app.store.common.deadlines.map((due) => h('div', { class: `line row due-${due.state}` }, h('b', { class: 'when' }, due.clock), h('span', { class: 'grow' }, due.label), h('span', { class: 's1' }, DUE[due.state])))
  : h('p', { class: 't2 empty' }, 'No deadline yet.'));

const seats = (app) => section('At the table', app.store.view.seats.map((seat) => h('div', { class: 'line row gap' }, portrait(seat, 28),
  h('span', { class: 'grow' }, h('b', {}, seat.title), h('span', { class: 's1 t2 block' }, [seat.name ?? 'persona', seat.away_from ? `away from ${seat.away_from}` : null, ...seat.answers_for].filter(Boolean).join(' · '))),
  seat.commands ? h('span', { class: 's1 lamp' }, 'commands') : null)));

const waiting = (app) => {
  const list = app.store.view.waiting ?? [];
  return list.length ? section('You wait for', list.map((ask) => h('div', { class: 'line row' }, h('span', { class: 'grow' }, ask.text || capital(ask.topics.join(', '))), h('span', { class: 's1 t2', data: { since: ask.at } }, ask.held_until ? `back by ${ask.held_until}` : '')))) : null;
};

/** The seats as they are shown: when one was last heard changes with every line, and is not. */
const people = (view) => view.seats.map((seat) => ({ ...seat, last_heard: null }));

/** Everything shared, in the order in which it is looked for: what each part shows, and how it is drawn. */
const PARTS = {
  turn: [(view) => [view.common.turn, people(view), view.legal?.includes('act')], turnPart],
  board: [(view) => [view.common.severity, view.common.outage, view.board, view.legal?.includes('note')], board],
  incidents: [(view) => [view.incidents, view.engineers, people(view), view.common.commander], incidentList],
  matrix: [(view) => [view.options, people(view), view.common.turn, view.common.reviewing, view.common.phase], matrix],
  engineers: [(view) => [view.engineers, view.incidents, view.legal?.includes('reassign')], engineers],
  waiting: [(view) => view.waiting, waiting],
  deadlines: [(view) => [view.common.deadlines, view.common.outage], deadlines],
  system: [(view) => [view.services, view.metrics], system],
  seats: [(view) => people(view), seats],
};

/** Draws what is shared; a part that stands as it stood is left alone. */
export function drawSituation(app, el) {
  keyed(el, Object.entries(PARTS).map(([key, [shows, build]]) => ({ key, shows: shows(app.store.view), build: () => h('div', {}, build(app)) })));
}

export function openSituation(app) {
  const body = h('div', { class: 'situation' });
  const watch = () => drawSituation(app, body);
  watch();
  app.store.listeners.add(watch);
  openSheet({ title: 'The situation', id: 'situation', body, closed: () => app.store.listeners.delete(watch) });
}
