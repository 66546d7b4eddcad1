import type { Fact } from '../../scoring/facts.js';
import { creationFact } from '../creation-fact.js';
import { expandFact } from '../expand-fact.js';
import type { FactRow } from '../fact-row.js';
import type { Arrival } from '../followed-lead.js';
import type { Lifecycle, Mover } from '../tree.js';
import type { HistoryRows, TransitionRow } from './history-rows.js';
import type { ImpactWindow, LeadHistory } from './lead-history.js';

/** What orders an arrival among those of its lead: when its group was accepted, history first and by its dates, then as asked. */
interface Placed {
  receivedAt: number;
  historical: boolean;
  at: number;
  ordinal: number;
  arrival: Arrival;
}

const MOVERS: { readonly [cause: string]: Mover } = {
  SCORE: 'score',
  PERSON: 'person',
  INTEGRATION: 'integration',
  AGENT: 'agent',
  SYSTEM: 'system',
  IMPORT: 'integration',
};

/**
 * Puts what was accepted about a lead into the order in which it was, as the live path took it. What score did is left out:
 * the replay finds it. What people and machines decided stays, whatever the replay thinks of the lead.
 */
export function orderHistory(
  rows: HistoryRows,
  lifecycle: Pick<Lifecycle, 'initial'>,
  window: ImpactWindow,
  isComparable: boolean,
): LeadHistory {
  const { lead, facts, transitions, crossings } = rows;
  const { id, createdAt, source } = lead;
  const [entry, ...later] = transitions;
  const born = entry?.recordedAt ?? createdAt;
  const steps = stepsOf(facts.every((row) => isAfter(row, born)) ? facts : facts.filter((row) => isAfter(row, born)));
  const identified = later.find(({ cause, from }) => cause === 'SYSTEM' && from === lifecycle.initial);
  const moves = movesOf(later.filter((one) => one !== identified && one.cause !== 'SCORE'));
  const placed = moves.length === 0 ? steps : [...steps, ...moves];
  if (!isSorted(placed, byAcceptance)) placed.sort(byAcceptance);
  const arrivals = withLooks(placed);
  enter(arrivals, entry, born);
  if (identified) identify(arrivals, identified);
  const earlier = facts.filter((row) => !isAfter(row, born)).flatMap(expandFact);
  const recorded = crossings.map(({ threshold, direction, at }) => ({ threshold, direction, at }));
  return {
    id,
    createdAt,
    source,
    memory: {
      id,
      stage: null,
      stageSince: 0,
      pass: 1,
      thresholds: {},
      evaluatedAt: null,
      dueAt: null,
      drawnBy: lead.drawnBy,
      facts: [creationFact(id, createdAt), ...earlier],
    },
    arrivals,
    recorded: isComparable && !lead.absorbed ? recorded : null,
    entered: entriesOf(transitions),
    told: facts.some((row) => row.leadId !== null && row.occurredAt >= window.from && row.occurredAt < window.to),
  };
}

/** Facts of an account from before the lead came to be are known when it comes. */
function isAfter(row: FactRow, born: number): boolean {
  return row.accountId === null || row.receivedAt >= born;
}

/** One step for all that one item of a request told. */
function stepsOf(rows: readonly FactRow[]): Placed[] {
  const steps: Placed[] = [];
  let last: FactRow | null = null;
  let facts: Fact[] = [];
  for (const row of isSorted(rows, byItem) ? rows : rows.toSorted(byItem)) {
    if (last !== null && byItem(last, row) === 0) {
      for (const fact of expandFact(row)) facts.push(fact);
      continue;
    }
    last = row;
    facts = expandFact(row);
    const { receivedAt, ordinal, historical } = row;
    const at = historical ? row.occurredAt : receivedAt;
    steps.push({ receivedAt, historical, at, ordinal, arrival: { kind: 'facts', at, historical, facts } });
  }
  return steps;
}

/** Most is in order as it is: finding out costs less than sorting. */
function isSorted<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): boolean {
  for (let i = 1; i < items.length; i++) if (compare(items[i - 1] as Item, items[i] as Item) > 0) return false;
  return true;
}

function byItem(a: FactRow, b: FactRow): number {
  return a.receivedAt - b.receivedAt || a.ordinal - b.ordinal || Number(a.historical) - Number(b.historical);
}

/** Moves in the order in which they were made, whatever the dates of the past say. */
function movesOf(transitions: readonly TransitionRow[]): Placed[] {
  let last = Number.NEGATIVE_INFINITY;
  return transitions.map((one): Placed => {
    const { historical, occurredAt, recordedAt, to, reason, note, cause, judged, from } = one;
    const told = historical ? occurredAt : recordedAt;
    const at = Math.max(told, historical ? last : told);
    if (historical) last = at;
    const move = { at, historical, to, occurredAt, reason, note, records: [] };
    const arrival: Arrival =
      cause === 'SYSTEM' && judged
        ? { kind: 'move', ...move, by: 'system', answers: from }
        : { kind: 'recorded-move', ...move, cause: historical ? 'IMPORT' : 'SYSTEM' };
    return { receivedAt: recordedAt, historical, at, ordinal: Infinity, arrival };
  });
}

function byAcceptance(a: Placed, b: Placed): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt - b.receivedAt;
  if (a.historical !== b.historical) return a.historical ? -1 : 1;
  return (a.historical ? a.at - b.at : 0) || compareOrdinals(a.ordinal, b.ordinal);
}

function compareOrdinals(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** After the history of a group a lead is looked at once, as of when the group was accepted. */
function withLooks(placed: readonly Placed[]): Arrival[] {
  if (!placed.some(({ historical }) => historical)) return placed.map(({ arrival }) => arrival);
  return placed.flatMap(({ arrival, historical, receivedAt }, index) => {
    const next = placed[index + 1];
    const isLast = historical && !(next?.historical && next.receivedAt === receivedAt);
    return isLast ? [arrival, { kind: 'look', at: receivedAt, historical: true, unlessFinal: true }] : [arrival];
  });
}

function enter(arrivals: Arrival[], entry: TransitionRow | undefined, born: number): void {
  if (!entry) return;
  const { to, occurredAt, cause, reason, note, historical } = entry;
  const begins = { to, occurredAt, by: MOVERS[cause] ?? 'integration', reason, note } as const;
  const [first] = arrivals;
  if (first?.kind === 'facts') arrivals[0] = { ...first, enter: begins };
  else {
    const at = historical ? occurredAt : born;
    arrivals.unshift({ kind: 'facts', at, historical, facts: [], enter: begins });
  }
}

/** What told who the lead is took it out of the initial stage. */
function identify(arrivals: Arrival[], { recordedAt, occurredAt, historical }: TransitionRow): void {
  const at = historical ? occurredAt : recordedAt;
  const index = arrivals.findLastIndex((arrival) => arrival.kind === 'facts' && arrival.at <= at);
  const arrival = arrivals[index];
  if (arrival?.kind === 'facts') arrivals[index] = { ...arrival, identify: true };
}

/** When a lead entered each stage first, as its transitions tell. */
export function entriesOf(transitions: readonly TransitionRow[]): Map<string, number> {
  const entered = new Map<string, number>();
  for (const { to, occurredAt } of transitions) {
    entered.set(to, Math.min(occurredAt, entered.get(to) ?? Infinity));
  }
  return entered;
}
