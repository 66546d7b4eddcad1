import type pg from 'pg';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
import type { Releases } from '../releases/open-releases.js';
import { sweepClocks } from '../slas/sweep-clocks.js';
import { rerouteLeads } from './reroute-leads.js';

/**
 * Lets clocks of leads say what time has brought, by the database's clock, and hands on what an escalation takes from
 * its owner, in one transaction. Leads that others hold are passed over. Answers how many leads were done.
 */
export async function sweepTickingLeads(pool: pg.Pool, releases: Releases, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return transaction(pool, 'system', async (tx) => {
    await releases.inForce(tx);
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [ids],
    );
    tx.at = await readClock(tx);
    const { leads, slipped } = await sweepClocks(
      tx,
      releases,
      claimed.map((row) => row.id),
    );
    const taken = new Map(slipped.map(({ leadId, ownerId, handoffId }) => [leadId, { leadId, ownerId, handoffId }]));
    await rerouteLeads(tx, releases, [...taken.values()]);
    return leads;
  });
}
