import { expandFact } from '../../../core/definitions/expand-fact.js';
import type { Arrival } from '../../../core/definitions/followed-lead.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { Fact, Instant } from '../../../core/scoring/facts.js';
import { enterFirst } from './enter-first.js';
import { findNews } from './find-news.js';
import type { NewFact } from './insert-facts.js';
import { orderEntries, type TimedEntry } from './order-entries.js';
import type { PlacedItem } from './plan-facts.js';

/** What arrives at one lead, in order, and which item each arrival comes from. */
export interface LeadArrivals {
  arrivals: Arrival[];
  items: number[];
  /** Facts of its account told before the lead came to be. */
  earlier: Fact[];
}

/** What a group of items comes to, once it is known what of it is new. */
export interface ArrivalPlan {
  placed: readonly PlacedItem[];
  /** New facts by item; a duplicate is missing. */
  facts: ReadonlyMap<number, readonly NewFact[]>;
  ofMoves: ReadonlyMap<number, readonly NewFact[]>;
  /** The leads of the accounts that facts are about, those that join in the group among them. */
  leadsOfAccount: ReadonlyMap<string, ReadonlySet<string>>;
  lifecycle: Lifecycle;
  at: Instant;
}

/** Orders what the items of a group say about each lead: history by its own dates, then what is accepted now. */
export function planArrivals(plan: ArrivalPlan): Map<string, LeadArrivals> {
  const entries = new Map<string, TimedEntry[]>();
  const earlier = new Map<string, Fact[]>();
  const put = (leadId: string, entry: TimedEntry) => {
    const list = entries.get(leadId);
    if (list) list.push(entry);
    else entries.set(leadId, [entry]);
  };
  const creators = new Map(
    plan.placed.flatMap((one) => (one.lead.createdBy === one.index ? [[one.lead.id, one]] : [])),
  );
  const isNews = findNews(plan.placed, plan.facts);
  for (const one of plan.placed) {
    const entry = entryOf(one, plan);
    if (entry) put(one.lead.id, entry);
    for (const row of plan.facts.get(one.index) ?? []) {
      if (row.accountId === null || !isNews(row)) continue;
      const told = expandFact(row);
      for (const leadId of plan.leadsOfAccount.get(row.accountId) ?? []) {
        if (leadId === one.lead.id) continue;
        if (isBefore(one, creators.get(leadId), plan.at)) {
          const before = earlier.get(leadId);
          if (before) before.push(...told);
          else earlier.set(leadId, [...told]);
        } else put(leadId, { ...timing(one, plan.at), arrivals: [factsArrival(one, told, plan.at)] });
      }
    }
  }
  return new Map(
    [...entries].map(([leadId, list]) => {
      const creator = creators.get(leadId);
      const inOrder = orderEntries(list, plan.at);
      const ordered = creator ? enterFirst(inOrder, creator, plan.lifecycle) : inOrder;
      const arrivals = ordered.flatMap((entry) => entry.arrivals);
      const items = ordered.flatMap((entry) => entry.arrivals.map(() => entry.item));
      return [leadId, { arrivals, items, earlier: earlier.get(leadId) ?? [] }];
    }),
  );
}

/** Whether an item comes before the one that creates a lead: in the group, or, both history, by its date. */
function isBefore(one: PlacedItem, creator: PlacedItem | undefined, at: Instant): boolean {
  if (!creator) return false;
  const dated = one.historical && creator.historical;
  return creator.index > one.index || (dated && arrivalInstant(one, at) < arrivalInstant(creator, at));
}

function entryOf(one: PlacedItem, plan: ArrivalPlan): TimedEntry | null {
  const { item, index, lead, historical } = one;
  const facts = (plan.facts.get(index) ?? []).flatMap(expandFact);
  const told = factsArrival(one, facts, plan.at);
  const enters = lead.createdBy === index;
  if (lead.identifiedBy === index && !enters) told.identify = true;
  const arrivals: Arrival[] = facts.length > 0 || told.identify ? [told] : [];
  const to = item.kind === 'move' ? item.to : item.kind === 'upsert' ? item.stage : null;
  if (to !== null) {
    const records = [(plan.ofMoves.get(index) ?? []).flatMap(expandFact)].filter((record) => record.length > 0);
    const { reason = null, note = null } = item.kind === 'move' ? item : {};
    const occurredAt = item.occurredAt?.getTime() ?? plan.at;
    const move = { to, at: arrivalInstant(one, plan.at), occurredAt, reason, note, records, historical };
    if (historical) arrivals.push({ kind: 'recorded-move', ...move, cause: 'IMPORT' });
    else {
      const answers = item.kind === 'move' ? (item.decides?.stage ?? null) : null;
      arrivals.push({ kind: 'move', ...move, by: item.principal.mover, answers });
    }
  }
  return arrivals.length > 0 || enters ? { ...timing(one, plan.at), moves: to !== null, arrivals } : null;
}

function factsArrival(one: PlacedItem, facts: readonly Fact[], at: Instant): Arrival & { kind: 'facts' } {
  return { kind: 'facts', at: arrivalInstant(one, at), historical: one.historical, facts };
}

function arrivalInstant({ item, historical }: PlacedItem, at: Instant): Instant {
  return historical && item.occurredAt ? item.occurredAt.getTime() : at;
}

function timing(one: PlacedItem, at: Instant): Omit<TimedEntry, 'arrivals'> {
  const { item, index, historical } = one;
  return { item: index, at: arrivalInstant(one, at), historical, sequence: item.sequence, moves: false };
}
