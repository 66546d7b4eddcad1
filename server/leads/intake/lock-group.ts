import type { Tx } from '../../db/database.js';
import { lockLeads } from '../../db/lock-leads.js';
import { isDraft, type LeadAssignments } from './assign-leads.js';
import type { Item } from './item.js';
import { type LeadState, loadStates } from './lead-state.js';
import { overtaken } from './overtaken.js';
import type { AccountName } from './plan-accounts.js';
import type { ResolvedAccount } from './resolve-accounts.js';

/** The leads a group touches, locked and read, and the stored leads of each account that changes. */
export interface LockedGroup {
  states: Map<string, LeadState>;
  leadsOfAccount: Map<string, Set<string>>;
}

/** Locks, in id order, the leads items are about and all leads of the accounts they change, and sets the instant. */
export async function lockGroup(
  tx: Tx,
  assignments: LeadAssignments,
  changedAccounts: readonly string[],
): Promise<LockedGroup> {
  const known = [...assignments.drafts, ...assignments.merges.map((merge) => merge.absorb)].flatMap(
    (draft) => draft.known ?? [],
  );
  const leadsOfAccount = new Map<string, Set<string>>(changedAccounts.map((id) => [id, new Set()]));
  if (changedAccounts.length > 0) {
    const members = await tx.query<{ id: string; accountId: string }>(
      'select id, account_id as "accountId" from leads where account_id = any($1) and merged_into is null and erased_at is null',
      [changedAccounts],
    );
    for (const { id, accountId } of members) leadsOfAccount.get(accountId)?.add(id);
  }
  const ids = new Set([
    ...known.map((lead) => lead.id),
    ...[...leadsOfAccount.values()].flatMap((leads) => [...leads]),
  ]);
  await lockLeads(tx, [...ids]);
  const states = await loadStates(tx, [...ids]);
  for (const lead of known) {
    const state = states.get(lead.id);
    if (!state || state.mergedInto || state.email !== lead.email || state.accountId !== lead.accountId) {
      throw overtaken('a lead changed while it was looked up');
    }
  }
  for (const [account, members] of leadsOfAccount) {
    for (const id of members) if (!isMember(states.get(id), account)) members.delete(id);
  }
  return { states, leadsOfAccount };
}

/** Members were looked up before they were locked: some may have been merged or erased meanwhile. */
function isMember(state: LeadState | undefined, account: string): boolean {
  return state !== undefined && state.accountId === account && state.mergedInto === null && !state.erased;
}

/** The accounts whose attributes items change: their leads are judged anew. */
export function changedAccounts(
  items: readonly Item[],
  assignments: LeadAssignments,
  names: readonly (AccountName | null)[],
  accounts: ReadonlyMap<AccountName, ResolvedAccount>,
): string[] {
  const changed = items.flatMap((item, index) => {
    const name = names[index];
    return name && isDraft(assignments.ofItem[index]) && speaksOfAccount(item) ? (accounts.get(name)?.id ?? []) : [];
  });
  return [...new Set(changed)];
}

/** Whether an item says something of its lead's account. */
export function speaksOfAccount(item: Item): boolean {
  if (item.kind !== 'upsert' && item.kind !== 'move') return false;
  const told = item.kind === 'upsert' ? Object.keys(item.account?.attributes ?? {}) : [];
  return told.length > 0 || Object.keys(item.attributes).some((path) => path.startsWith('account.'));
}
