import { expandFact } from '../../../core/definitions/expand-fact.js';
import type { Tx } from '../../db/database.js';
import type { Releases } from '../../releases/open-releases.js';
import type { Release } from '../../releases/release.js';
import { followLeads } from './follow-leads.js';
import type { NewFact } from './insert-facts.js';
import { loadStates } from './lead-state.js';
import { factKey } from './load-facts.js';
import type { LeadArrivals } from './plan-arrivals.js';
import type { Recorded } from './record-effects.js';
import { saveGroup } from './save-group.js';

/** What moves of a group, now known to be made, told of accounts. */
export interface ToldByMoves {
  rows: readonly NewFact[];
  /** The lead each item moved: it has heard. */
  moved: ReadonlyMap<number, string>;
  leadsOfAccount: ReadonlyMap<string, ReadonlySet<string>>;
  ids: ReadonlyMap<string, number>;
  releases: Pick<Releases, 'at'>;
  actorOf: (item: number) => string;
}

/** Takes the other, locked leads of accounts through what moves told of them, after all else of the group; answers what came of it. */
export async function tellOthers(
  tx: Tx,
  release: Release,
  { rows, moved, leadsOfAccount, ids, releases, actorOf }: ToldByMoves,
): Promise<Recorded[]> {
  const arrivals = new Map<string, LeadArrivals>();
  for (const row of rows) {
    for (const leadId of leadsOfAccount.get(row.accountId ?? '') ?? []) {
      if (leadId === moved.get(row.ordinal)) continue;
      const own = arrivals.get(leadId) ?? { arrivals: [], items: [], earlier: [] };
      const at = row.historical ? row.occurredAt : tx.at.getTime();
      own.arrivals.push({ kind: 'facts', at, historical: row.historical, facts: expandFact(row) });
      own.items.push(row.ordinal);
      arrivals.set(leadId, own);
    }
  }
  if (arrivals.size === 0) return [];
  const states = await loadStates(tx, [...arrivals.keys()]);
  const arrived = new Map(rows.map((row) => [factKey(row), ids.get(factKey(row)) as number]));
  const leads = await followLeads(tx, release, arrivals, { states, joining: new Map(), absorbed: [], ids: arrived });
  return saveGroup(tx, release, {
    ...{ leads, facts: rows, laterFacts: [], ids: arrived, merged: new Set(), events: [] },
    ...{ absorbed: new Map(), nextSteps: new Map(), releases, actorOf },
  });
}
