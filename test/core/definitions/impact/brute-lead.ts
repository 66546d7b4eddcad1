import type { CompiledTree } from '../../../../core/definitions/compile-tree.js';
import type { Fact } from '../../../../core/scoring/facts.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { referenceEvaluate } from '../../scoring/reference.js';
import { milliseconds } from '../../scoring/reference-operators.js';
import { COOL_DOWNS, LISTED } from './random-side.js';
import { START, type ToldLead } from './random-story.js';

/** What a lead comes to, found by looking at every millisecond; nothing here is the engine's but its types. */
export interface BruteLead {
  /** Crossings in the window, in order. */
  trace: string[];
  /** First UP in the window by threshold. */
  ups: Map<string, number>;
  handedOver: number[];
  stage: string;
  applies: boolean;
  /** Millionths of a point at the end. */
  value: number | null;
}

interface State {
  up: boolean;
  lastUp: number;
  silentUntil: number;
  gated: boolean;
}

const ORDER = ['visitor', 'lead', 'mql', 'sal', 'sql', 'opportunity', 'customer', 'nurture', 'disqualified'];
const RUNNING = ORDER.slice(0, 7);

/** Takes a lead through its story under one model, evaluating all that is then known at every millisecond up to the end of the window. */
export function bruteLead(tree: CompiledTree, told: ToldLead, window: { from: number; to: number }): BruteLead {
  const model = tree.tree.models['hundred-point'] as ScoringModel;
  const known: Fact[] = [...told.retractions];
  const states = new Map(
    model.thresholds.map(({ key }): [string, State] => [
      key,
      { up: false, lastUp: -Infinity, silentUntil: -Infinity, gated: false },
    ]),
  );
  const found: BruteLead = { trace: [], ups: new Map(), handedOver: [], stage: 'lead', applies: false, value: null };
  const isIn = (at: number) => at >= window.from && at < window.to;

  function enter(to: string, reason: string | null, at: number): void {
    const left = found.stage;
    found.stage = to;
    if (to !== 'nurture' && left !== 'disqualified') return;
    const silentUntil = at + (to === 'nurture' ? (COOL_DOWNS[reason ?? ''] ?? 0) : 0);
    const pass = { occurredAt: at, receivedAt: at, ordinal: 0, sequence: 2_147_483_647, source: 'accord' };
    known.push({ ...pass, messageId: `pass ${at}`, kind: 'pass', pass: 0, silentUntil, forgets: ['bant'] });
    for (const [key, { lastUp }] of states) states.set(key, { up: false, lastUp, silentUntil, gated: true });
  }

  function look(at: number, told: readonly Fact[]): void {
    const { applies, thresholds, value } = referenceEvaluate(model, tree.context, known, at);
    found.applies = applies;
    found.value = applies ? (value['total'] ?? 0) : null;
    if (!applies) return;
    const crossed: { key: string; up: boolean; moveTo: string | undefined; reason: string | null }[] = [];
    for (const { key, cooldown, moveTo, reason = null } of model.thresholds) {
      const state = states.get(key) as State;
      const { when, release } = thresholds[key] as { when: boolean; release: boolean };
      if (at <= state.silentUntil) continue;
      if (state.up && release) {
        states.set(key, { ...state, up: false });
        crossed.push({ key, up: false, moveTo, reason });
      }
      if (state.up || !when || release) continue;
      const opens = told.some(
        ({ kind, occurredAt }) => (kind === 'activity' || kind === 'qualification') && occurredAt > state.silentUntil,
      );
      if (state.gated && !opens) continue;
      if (at < state.lastUp + (cooldown ? milliseconds(cooldown) : 0)) continue;
      states.set(key, { up: true, lastUp: at, silentUntil: -Infinity, gated: false });
      crossed.push({ key, up: true, moveTo, reason });
    }
    const place = (stage: string | undefined) => (stage === undefined ? Infinity : ORDER.indexOf(stage));
    crossed.sort(
      (a, b) => Number(a.up) - Number(b.up) || compare(place(a.moveTo), place(b.moveTo)) || compare(a.key, b.key),
    );
    for (const { key, up, moveTo, reason } of crossed) {
      if (isIn(at)) found.trace.push(`${key} ${up ? 'UP' : 'DOWN'} ${at}`);
      if (isIn(at) && up && !found.ups.has(key)) found.ups.set(key, at);
      if (!up || moveTo === undefined || !mayMove(found.stage, moveTo)) continue;
      if (moveTo === 'mql' && isIn(at)) found.handedOver.push(at);
      enter(moveTo, reason, at);
    }
  }

  const events = [...told.events];
  const begins = Math.min(events[0]?.at ?? Infinity, told.rows.transitions[0]?.occurredAt ?? Infinity);
  for (let at = START; at < window.to; at++) {
    if (at < begins) continue;
    look(at, []);
    for (let event = events[0]; event && event.at <= at; event = events[0]) {
      events.shift();
      const { facts, move } = event;
      if (facts.length > 0) {
        known.push(...facts);
        look(at, facts);
      }
      if (!move || move.to === found.stage || (move.from !== null && move.from !== found.stage)) continue;
      enter(move.to, move.reason, at);
      look(at, []);
    }
  }
  return found;
}

/** A score moves along what is listed, and never back to a stage the lead has passed. */
function mayMove(from: string, to: string): boolean {
  const isBack = RUNNING.includes(from) && RUNNING.includes(to) && ORDER.indexOf(to) <= ORDER.indexOf(from);
  return (
    from !== to &&
    !isBack &&
    LISTED.some((move) => move.to === to && move.by.includes('score') && move.from.includes(from))
  );
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : Number(a > b);
}
