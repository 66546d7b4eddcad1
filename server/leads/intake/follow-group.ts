import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival, FollowedLead, LeadMemory } from '../../../core/definitions/followed-lead.js';
import { renamedStage } from '../../../core/definitions/renamed-stage.js';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Release } from '../../releases/release.js';
import type { Absorbed } from './absorb-leads.js';
import type { LeadState } from './lead-state.js';
import { creationFact } from './load-facts.js';
import type { LeadArrivals } from './plan-arrivals.js';

/** A lead of the group after its arrivals. */
export interface GroupLead {
  id: string;
  /** As it was stored; null for a new one. */
  state: LeadState | null;
  createdAt: number;
  followed: FollowedLead;
  items: number[];
}

/** Takes every lead of a group through what arrived at it, after what merges and a new release ask to look at. */
export function followGroup(
  release: Release,
  arrivals: ReadonlyMap<string, LeadArrivals>,
  context: {
    states: ReadonlyMap<string, LeadState>;
    facts: ReadonlyMap<string, readonly Fact[]>;
    absorbed: readonly Absorbed[];
    at: number;
  },
): GroupLead[] {
  const ids = new Set([...arrivals.keys(), ...context.absorbed.map((merge) => merge.keepId)]);
  return [...ids].sort().map((id) => {
    const state = context.states.get(id) ?? null;
    const own = arrivals.get(id);
    const looks = state ? looksFirst(release, state, context) : { arrivals: [], items: [] };
    const steps = [...looks.arrivals, ...(own?.arrivals ?? [])];
    const createdAt = state ? state.createdAt.getTime() : enteredAt(steps, context.at);
    const facts = [creationFact(id, createdAt), ...(context.facts.get(id) ?? []), ...(own?.earlier ?? [])];
    const memory = memoryOf(id, state, facts);
    if (state && isOutdated(release, state)) memory.dueAt = null;
    const followed = followLead(release.compiled, memory, steps);
    return { id, state, createdAt, followed, items: [...looks.items, ...(own?.items ?? [])] };
  });
}

/** What is remembered of a stored lead; of a new one nothing but `facts`. */
export function memoryOf(id: string, state: LeadState | null, facts: readonly Fact[]): LeadMemory {
  return {
    id,
    facts,
    stage: state?.stage ?? null,
    stageSince: state?.stageEnteredAt.getTime() ?? 0,
    pass: state?.pass ?? 1,
    thresholds: state?.thresholds ?? {},
    evaluatedAt: state?.evaluatedAt?.getTime() ?? null,
    dueAt: state?.dueAt?.getTime() ?? null,
  };
}

/** Judged last under another release: when it was to be looked at again says nothing any more. */
function isOutdated(release: Release, state: LeadState): boolean {
  return state.release !== null && state.release !== release.number;
}

function looksFirst(
  release: Release,
  state: LeadState,
  { absorbed, at }: { absorbed: readonly Absorbed[]; at: number },
): { arrivals: Arrival[]; items: number[] } {
  const arrivals: Arrival[] = [];
  const items: number[] = [];
  if (isOutdated(release, state)) {
    const plain = { at, historical: false };
    const to = renamedStage(release.tree.lifecycle, state.stage);
    if (to) arrivals.push({ kind: 'recorded-move', ...plain, to, occurredAt: at, cause: 'SYSTEM', records: [] });
    arrivals.push({ kind: 'look', ...plain, cause: 'PROMOTION' });
    while (items.length < arrivals.length) items.push(-1);
  }
  for (const { item, keepId, stage } of absorbed) {
    if (keepId !== state.id) continue;
    const plain = { at, historical: false };
    if (stage)
      arrivals.push({ kind: 'recorded-move', ...plain, to: stage, occurredAt: at, cause: 'SYSTEM', records: [] });
    arrivals.push({ kind: 'look', ...plain, cause: 'MERGE' });
    while (items.length < arrivals.length) items.push(item);
  }
  return { arrivals, items };
}

function enteredAt(arrivals: readonly Arrival[], at: number): number {
  const [first] = arrivals;
  return first?.kind === 'facts' && first.enter ? first.enter.occurredAt : at;
}
