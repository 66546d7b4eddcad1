import { attributeAt } from '../../core/definitions/attribute-at.js';
import { conditionHolds } from '../../core/definitions/condition-holds.js';
import { routeLead } from '../../core/definitions/routing/route-lead.js';
import type { Routed, Routing } from '../../core/definitions/routing/routing.js';
import type { Timeline } from '../../core/scoring/timeline.js';
import type { Tx } from '../db/database.js';
import type { Release } from '../releases/release.js';
import { loadPeople, type Person } from './load-people.js';

/**
 * Says, in order, who gets each lead by routing.json and why; `not` names who shall not get it again. Whose turn it is
 * in a pool is locked until the transaction ends: two processes never give two leads to the same person's turn.
 */
export async function routeLeads(
  tx: Tx,
  release: Release,
  leads: readonly { timeline: Timeline; not: string | null }[],
): Promise<Routed[]> {
  if (leads.length === 0) return [];
  const routing = release.tree.routing as unknown as Routing;
  const turns = await lockTurns(
    tx,
    routing.pools.map((pool) => pool.key),
  );
  const people = await loadPeople(tx, release);
  const at = tx.at.getTime();
  const picked = new Set<string>();
  const routed = leads.map(({ timeline, not }) => {
    const way = routeLead(routing, {
      holds: (condition) => conditionHolds(condition, release.compiled.context, timeline, at),
      accountOwner: ownerOf(people, attributeAt(timeline, 'account.owner', at)),
      people: people.filter((person) => person.id !== not),
      lastPicked: turns,
    });
    const person = people.find((one) => one.id === way.assignee);
    if (!person) return way;
    person.openHandoffs++;
    person.assignedThisWeek++;
    if (way.pool !== null) {
      turns[way.pool] = person.id;
      picked.add(way.pool);
    }
    return way;
  });
  if (picked.size === 0) return routed;
  await tx.query(
    'update pool_turns p set last_user = g.last from unnest($1::text[], $2::text[]) as g (pool, last) where p.pool = g.pool',
    [[...picked], [...picked].map((pool) => turns[pool])],
  );
  return routed;
}

async function lockTurns(tx: Tx, pools: readonly string[]): Promise<Record<string, string>> {
  const ordered = [...pools].sort();
  await tx.query(
    'insert into pool_turns (pool) select pool from unnest($1::text[]) as g (pool) order by pool on conflict do nothing',
    [ordered],
  );
  const rows = await tx.query<{ pool: string; last: string | null }>(
    'select pool, last_user as last from pool_turns where pool = any($1) order by pool for update',
    [ordered],
  );
  return Object.fromEntries(rows.flatMap(({ pool, last }) => (last === null ? [] : [[pool, last]])));
}

/** The account's owner is told by id or by address. */
function ownerOf(people: readonly Person[], told: unknown): string | null {
  if (typeof told !== 'string') return null;
  const name = told.trim().toLowerCase();
  return people.find((one) => one.id === told || one.email === name)?.id ?? null;
}
