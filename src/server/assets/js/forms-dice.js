// What a seat does with its turn: an action, the shared dice, and how likely
// that makes it.

import { chips, need, seats } from './form-parts.js';

const handOf = (action, seat) => action?.hands.find((hand) => hand.seat === seat);
const bonusOf = (action, seat) => handOf(action, seat)?.bonus ?? 0;

export const act = {
  send: 'Put the dice on it',
  start: (o, me) => {
    const mine = o.common.turn?.acts.find((one) => one.seat === me);
    return { action: mine?.action ?? null, dice: mine ? String(mine.dice) : null, hand: me };
  },
  fields: (o, v, me) => {
    const action = o.actions.find((one) => one.id === v.action);
    const hands = action?.hands.map((one) => one.seat) ?? [];
    const hand = hands.includes(v.hand) ? v.hand : hands[0];
    const taken = o.common.turn?.acts.find((one) => one.seat === hand)?.dice ?? 0;
    const left = (o.common.turn?.left ?? 0) + taken;
    const bonus = bonusOf(action, hand);
    const dice = Array.from({ length: left }, (_, i) => i + 1).map((n) => ({
      id: String(n), label: String(n), note: action ? `${handOf(action, hand)?.chances[n - 1] ?? 0}%` : '',
    }));
    const back = o.common.turn?.acts.some((one) => one.seat === hand && one.action === v.action);
    return [
      chips('action', 'What', o.actions.map((one) => ({
        id: one.id, label: one.title, wide: true,
        note: [one.tool, `${one.difficulty}, ${one.target} needed`, one.kind, bonusOf(one, me) ? `you add ${bonusOf(one, me)}` : ''].filter(Boolean).join(' · '),
      })), { empty: 'Nothing that you can do would help now.' }),
      hands.length > 1 ? seats('hand', 'Whose turn it takes', { ...o, seats: o.seats.filter((seat) => hands.includes(seat.id)) }) : null,
      chips('dice', 'With how many of the shared dice', back ? [...dice, { id: '0', label: 'Take it back' }] : dice,
        { empty: 'No dice are left this turn.', hint: bonus ? `${bonus} is added: proficient with ${action.tool}.` : 'One action a turn. The host locks in and rolls.' }),
    ];
  },
  make: (o, v, me) => {
    const action = need(v, 'action', 'Choose what to do.');
    const hands = o.actions.find((one) => one.id === action)?.hands.map((one) => one.seat) ?? [me];
    const hand = hands.includes(v.hand) ? v.hand : hands[0];
    return { move: { kind: 'act', action, dice: Number(need(v, 'dice', 'Choose how many dice.')), hand: hand === me ? null : hand } };
  },
};
