import { creationFact } from '../../../core/definitions/creation-fact.js';
import { followFromSnapshot } from '../../../core/definitions/follow-from-snapshot.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival, FollowedLead, LeadSituation } from '../../../core/definitions/followed-lead.js';
import { renamedStage } from '../../../core/definitions/renamed-stage.js';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Release } from '../../releases/release.js';
import type { Absorbed } from './absorb-leads.js';
import type { LeadState } from './lead-state.js';
import type { LeadArrivals } from './plan-arrivals.js';

/** A lead of the group after its arrivals. */
export interface GroupLead {
  id: string;
  /** As it was stored; null for a new one. */
  state: LeadState | null;
  createdAt: number;
  /** What it is drawn by where challengers have a share. */
  drawnBy: string;
  /** What it was taken through, in order. */
  steps: readonly Arrival[];
  /** Its facts before that; null: it was followed from its snapshot. */
  known: readonly Fact[] | null;
  followed: FollowedLead;
  items: number[];
}

/** The leads of a group after what arrived, and those that cannot be followed without their facts. */
export interface FollowedGroup {
  leads: GroupLead[];
  lacking: string[];
}

/**
 * Takes every lead of a group through what arrived at it, after what merges and a new release ask to look at: by its
 * facts where they are given, else from its snapshot, as long as that is enough.
 */
export function followGroup(
  release: Release,
  arrivals: ReadonlyMap<string, LeadArrivals>,
  context: {
    states: ReadonlyMap<string, LeadState>;
    facts: ReadonlyMap<string, readonly Fact[]>;
    absorbed: readonly Absorbed[];
    at: number;
  },
): FollowedGroup {
  const ids = new Set([...arrivals.keys(), ...context.absorbed.map((merge) => merge.keepId)]);
  const group: FollowedGroup = { leads: [], lacking: [] };
  for (const id of [...ids].sort()) {
    const state = context.states.get(id) ?? null;
    const own = arrivals.get(id);
    const looks = state ? looksFirst(release, state, context) : { arrivals: [], items: [] };
    const steps = [...looks.arrivals, ...(own?.arrivals ?? [])];
    const createdAt = state ? state.createdAt.getTime() : enteredAt(steps, context.at);
    const given = context.facts.get(id);
    const known = given ? [creationFact(id, createdAt), ...given, ...(own?.earlier ?? [])] : null;
    const drawnBy = state?.drawnBy ?? state?.accountId ?? accountAmong(steps);
    const situation = situationOf(id, state, drawnBy);
    if (state && isOutdated(release, state)) situation.dueAt = null;
    const followed = known
      ? followLead(release.compiled, { ...situation, facts: known }, steps)
      : followStored(release, state, situation, steps);
    if (followed) {
      const items = [...looks.items, ...(own?.items ?? [])];
      group.leads.push({ id, state, createdAt, drawnBy, steps, known, followed, items });
    } else group.lacking.push(id);
  }
  return group;
}

/** How a stored lead stands; a new one stands nowhere. */
function situationOf(id: string, state: LeadState | null, drawnBy: string): LeadSituation {
  return {
    id,
    stage: state?.stage ?? null,
    stageSince: state?.stageEnteredAt.getTime() ?? 0,
    pass: state?.pass ?? 1,
    thresholds: state?.thresholds ?? {},
    evaluatedAt: state?.evaluatedAt?.getTime() ?? null,
    dueAt: state?.dueAt?.getTime() ?? null,
    drawnBy,
  };
}

/** The account a new lead comes with; '' where it has none. */
function accountAmong(steps: readonly Arrival[]): string {
  for (const step of steps) {
    for (const fact of step.kind === 'facts' ? step.facts : []) {
      if (fact.kind === 'attribute' && fact.path === 'account' && typeof fact.value === 'string') return fact.value;
    }
  }
  return '';
}

/** Follows a lead from its snapshot; null where it has none of this release, or where that is not enough. */
function followStored(
  release: Release,
  state: LeadState | null,
  situation: LeadSituation,
  steps: readonly Arrival[],
): FollowedLead | null {
  if (!state?.snapshot || state.release !== release.number || steps.some((step) => asksForFacts(release, step))) {
    return null;
  }
  const followed = followFromSnapshot(release.compiled, situation, state.snapshot, steps);
  return followed && followed.segment() === state.segment ? followed : null;
}

/**
 * What is told of the lead itself is written to its row with all that was told before; merges and promotions bring facts
 * or conditions that no snapshot knows, and a clock may ask anything.
 */
function asksForFacts({ tree }: Release, step: Arrival): boolean {
  if (step.kind === 'look') return (step.cause ?? 'TIME') !== 'TIME';
  if (step.kind !== 'facts') return true;
  return step.facts.some((fact) => {
    if (fact.kind !== 'activity')
      return fact.kind !== 'attribute' || !fact.path.startsWith('account.') || !fact.account;
    return tree.slas.policies.some(
      ({ when, startsOn }) => when && 'activity' in startsOn && [startsOn.activity].flat().includes(fact.type),
    );
  });
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
