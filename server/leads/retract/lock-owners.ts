import type { Tx } from '../../db/database.js';
import { lockLeads } from '../../db/lock-leads.js';
import { type LeadState, loadStates } from '../intake/lead-state.js';

/** Leads and accounts whose facts are to be retracted. */
export interface Owners {
  leadIds: readonly string[];
  accountIds: readonly string[];
}

/** The living leads among the locked ones, and who of them belongs to each account. */
export interface LockedOwners {
  states: Map<string, LeadState>;
  leadsOfAccount: Map<string, string[]>;
}

/** Locks accounts, then the leads and all members of the accounts, each in id order, and sets the instant. */
export async function lockOwners(tx: Tx, { leadIds, accountIds }: Owners): Promise<LockedOwners> {
  const ids = new Set(leadIds);
  if (accountIds.length > 0) {
    await tx.query('select id from accounts where id = any($1) order by id for no key update', [accountIds]);
    const members = await tx.query<{ id: string }>('select id from leads where account_id = any($1)', [accountIds]);
    for (const { id } of members) ids.add(id);
  }
  await lockLeads(tx, [...ids]);
  const states = await loadStates(tx, [...ids]);
  for (const [id, state] of states) if (state.mergedInto !== null || state.erased) states.delete(id);
  const leadsOfAccount = new Map<string, string[]>(accountIds.map((id) => [id, []]));
  for (const { id, accountId } of states.values()) if (accountId !== null) leadsOfAccount.get(accountId)?.push(id);
  return { states, leadsOfAccount };
}
