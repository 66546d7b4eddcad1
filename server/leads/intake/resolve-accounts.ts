import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { AccountName } from './plan-accounts.js';

/** An account named by an item, found or made. */
/** An account items speak of. */
export interface ResolvedAccount {
  id: string;
  domain: string | null;
  /** Made by this transaction. */
  isNew: boolean;
}

/**
 * Finds the accounts named by items, makes those that are missing in order of domain, and locks in id order those that
 * leads may join or `changes` says an item changes: accounts before leads, so that a lead that joins one and a change of
 * the account see each other.
 */
export async function resolveAccounts(
  tx: Tx,
  namedByItems: readonly (AccountName | null)[],
  changes: (item: number) => boolean,
): Promise<Map<AccountName, ResolvedAccount>> {
  const resolved = new Map<AccountName, ResolvedAccount>();
  const names = new Set(namedByItems.filter((name) => name !== null));
  if (names.size === 0) return resolved;
  const domains = [...names].filter((name) => name.startsWith('domain:')).map((name) => name.slice(7));
  const stored = await byDomain(tx, domains);
  const missing = domains.filter((domain) => !stored.has(domain));
  const fresh = [...names].filter((name) => name.startsWith('new:'));
  const made = await makeAccounts(tx, [...missing, ...fresh.map(() => null)]);
  const overtaken = missing.filter((domain) => !made.some((account) => account.domain === domain));
  for (const [domain, account] of await byDomain(tx, overtaken)) stored.set(domain, account);
  const nameless = made.filter((account) => account.domain === null);
  for (const name of names) {
    if (name.startsWith('id:')) resolved.set(name, { id: name.slice(3), domain: null, isNew: false });
    else if (name.startsWith('new:')) resolved.set(name, nameless[fresh.indexOf(name)] as ResolvedAccount);
    else {
      const domain = name.slice(7);
      const account = stored.get(domain) ?? made.find((one) => one.domain === domain);
      resolved.set(name, account as ResolvedAccount);
    }
  }
  const strengths = new Map<string, Strength>();
  namedByItems.forEach((name, item) => {
    const account = name === null ? undefined : resolved.get(name);
    if (!account || account.isNew) return;
    if (changes(item)) strengths.set(account.id, 'no key update');
    else if (!name?.startsWith('id:') && !strengths.has(account.id)) strengths.set(account.id, 'share');
  });
  await lockAccounts(tx, strengths);
  return resolved;
}

/** Joining an account waits for a change of it, not for others who join. */
type Strength = 'share' | 'no key update';

async function lockAccounts(tx: Tx, strengths: ReadonlyMap<string, Strength>): Promise<void> {
  const runs: { strength: Strength; ids: string[] }[] = [];
  for (const [id, strength] of [...strengths].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = runs.at(-1);
    if (last?.strength === strength) last.ids.push(id);
    else runs.push({ strength, ids: [id] });
  }
  for (const { strength, ids } of runs) {
    await tx.query(`select id from accounts where id = any($1) order by id for ${strength}`, [ids]);
  }
}

async function byDomain(tx: Tx, domains: readonly string[]): Promise<Map<string, ResolvedAccount>> {
  if (domains.length === 0) return new Map();
  const rows = await tx.query<{ id: string; domain: string }>(
    'select id, domain from accounts where domain = any($1)',
    [domains],
  );
  return new Map(rows.map((row) => [row.domain, { ...row, isNew: false }]));
}

async function makeAccounts(tx: Tx, domains: readonly (string | null)[]): Promise<ResolvedAccount[]> {
  if (domains.length === 0) return [];
  const rows = await tx.query<{ id: string; domain: string | null }>(
    `insert into accounts (id, domain, name, owner_id, attributes, created_at, updated_at, version)
     select id, domain, null, null, '{}', $3, $3, 1
     from unnest($1::text[], $2::text[]) as g (id, domain) order by domain
     on conflict (domain) do nothing returning id, domain`,
    [domains.map(() => newId('account', tx.at.getTime())), domains, tx.at],
  );
  return rows.map((row) => ({ ...row, isNew: true }));
}
