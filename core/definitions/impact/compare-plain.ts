import { compileAttributeCondition, type ReadPath } from '../../scoring/compile-attribute-condition.js';
import { BEGINNING_OF_TIME } from '../../scoring/fold-by-occurrence.js';
import type { ArrivedColumns } from '../../scoring/replay/arrived-columns.js';
import { openRooms } from '../../scoring/replay/open-rooms.js';
import type { CompiledTree } from '../compile-tree.js';
import { compareSides, judgingInstant, type LeadRecord } from './compare-sides.js';
import { findPlainLead, type Picked } from './find-plain-lead.js';
import type { ImpactFrame } from './impact-frame.js';
import type { LeadComparison, ReplayedSide } from './lead-comparison.js';
import type { ImpactWindow } from './lead-history.js';
import { entriesOf } from './order-history.js';
import { openPlainColumns } from './plain-columns.js';
import { type PlainLead, readPlain } from './plain-lead.js';
import { openPlainRules, type PlainRules } from './plain-rules.js';
import type { RangeRows } from './range-rows.js';
import { openStates, type PlainReplay, replayPlain } from './replay-plain.js';

/** Compares the plain leads of a range, by their number in it; the others are left out, for they need a walk of their own. */
export type ComparePlain = (rows: RangeRows, comparableSince: number | null) => Map<number, LeadComparison>;

/** Makes two trees ready; null where one needs more of every lead than plain ones have. */
export function openComparePlain(
  trees: { base: CompiledTree; head: CompiledTree },
  frame: ImpactFrame,
  window: ImpactWindow,
): ComparePlain | null {
  const segmentOf = openSegments(trees.base);
  const base = openPlainRules(trees.base);
  const head = base && openPlainRules(trees.head);
  if (!segmentOf || !base || !head) return null;
  const gather = openGather(frame, window);
  const longestLag = Math.min(base.replay.longestLag, head.replay.longestLag);
  return (rows, comparableSince) => {
    const { leads, columns } = gather(rows, longestLag);
    const records = leads.map((plain) => recordOf(rows, plain, comparableSince));
    const judgedAt = records.map((record) => judgingInstant(frame, window, record));
    const asked = { columns, leads, window, judgedAt };
    const before = replayAll({ ...asked, rules: base, flags: frame.flags.base, handoff: frame.handoffs.base });
    const after = replayAll({ ...asked, rules: head, flags: frame.flags.head, handoff: frame.handoffs.head });
    const compared = new Map<number, LeadComparison>();
    leads.forEach((plain, i) => {
      const one = before[i];
      const other = after[i];
      if (!one || !other || (judgedAt[i] as number) < plain.came) return;
      const segment = segmentOf((path) => readPlain(plain, path));
      const sides = { base: one.side, head: other.side, crossings: one.crossings, segment };
      compared.set(plain.lead, compareSides(frame, window, records[i] as LeadRecord, sides));
    });
    return compared;
  };
}

interface Gathered {
  leads: PlainLead[];
  columns: ArrivedColumns;
}

function openGather({ initial }: ImpactFrame, window: ImpactWindow): (rows: RangeRows, longestLag: number) => Gathered {
  const rooms = openRooms((length) => new Uint32Array(length));
  const columnsOf = openPlainColumns();
  return (rows, longestLag) => {
    const leads: PlainLead[] = [];
    const { starts: told } = rows.facts;
    const facts = rooms('facts', (told[rows.leads.length] as number) - (told[0] as number));
    const picked: Picked = { facts, count: 0 };
    const starts = rooms('starts', rows.leads.length + 1);
    starts[0] = 0;
    for (let lead = 0; lead < rows.leads.length; lead++) {
      const from = picked.count;
      const plain = findPlainLead(rows, lead, { window, initial }, picked);
      if (plain && plain.lag <= longestLag) starts[leads.push(plain)] = picked.count;
      else picked.count = from;
    }
    return { leads, columns: columnsOf(rows.facts, leads, starts, picked) };
  };
}

function recordOf(rows: RangeRows, { lead, told }: PlainLead, comparableSince: number | null): LeadRecord {
  const { id, createdAt, source, absorbed } = rows.leads[lead] as RangeRows['leads'][number];
  const isComparable = comparableSince !== null && createdAt >= comparableSince && !absorbed;
  const recorded = isComparable ? (rows.crossings[lead] ?? []) : null;
  return { id, createdAt, source, told, recorded, entered: entriesOf(rows.transitions[lead] ?? []) };
}

interface AllAsked {
  columns: ArrivedColumns;
  leads: readonly PlainLead[];
  rules: PlainRules;
  window: ImpactWindow;
  flags: ReadonlySet<string>;
  handoff: string | null;
  judgedAt: readonly number[];
}

type WholeReplay = PlainReplay & { side: ReplayedSide };

function replayAll(asked: AllAsked): (WholeReplay | null)[] {
  const { columns, leads, rules, window, judgedAt } = asked;
  const { starts, entries } = columns;
  const end = window.to - 1;
  // the value at the end comes with the turns: before all facts there is nothing to do
  const judged = rules.replay.valuesAt(
    columns,
    Float64Array.from(judgedAt, (at) => (at === end ? BEGINNING_OF_TIME : at)),
  );
  const found: (WholeReplay | null)[] = [];
  const states = openStates(rules.thresholds);
  rules.replay.findTurns(columns, end, (lead, value, turns) => {
    const from = starts[lead] as number;
    const to = starts[lead + 1] as number;
    const replayed = replayPlain(asked, states, { plain: leads[lead] as PlainLead, turns, entries, from, to });
    const judgedBy = judgedAt[lead] === end ? value : (judged[lead] as number);
    found.push(replayed && { ...replayed, side: { ...replayed.side, value, judgedBy } });
  });
  return found;
}

/** The slice of a lead by what it is: the first segment whose condition holds, or the attribute of that name. */
function openSegments({ context }: CompiledTree): ((read: ReadPath) => string | null) | null {
  const { segments = [] } = context;
  if (segments.length === 0) {
    return (read) => {
      const value = read('segment');
      return typeof value === 'string' && value !== '' ? value : null;
    };
  }
  const judges = segments.map(({ key, when }) => ({ key, holds: compileAttributeCondition(when) }));
  if (judges.some(({ holds }) => holds === null)) return null;
  return (read) => judges.find(({ holds }) => holds?.(read))?.key ?? null;
}
