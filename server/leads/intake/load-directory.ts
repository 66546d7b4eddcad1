import type { Db } from '../../db/database.js';
import type { Item, LeadIdentity } from './item.js';

/** A lead as far as it matters for who is who; merged ones are answered as the one they were merged into. */
export interface KnownLead {
  id: string;
  email: string | null;
  accountId: string | null;
  /** Has an e-mail or an external id. */
  identified: boolean;
  erased: boolean;
}

/** Who is known under what, by `identityKey`. */
export type Directory = Map<string, KnownLead>;

/** One text for an identity. */
export function identityKey({ system, value }: LeadIdentity): string {
  return `${system}\n${value}`;
}

/** The identities an item names. */
export function identitiesOf(item: Item): LeadIdentity[] {
  if (item.kind === 'upsert') return [item.lead, ...item.identities];
  return item.kind === 'merge' ? [item.lead, item.absorb] : [item.lead];
}

/** Finds the leads behind identities; unknown ones are missing. */
export async function loadDirectory(db: Db, identities: readonly LeadIdentity[]): Promise<Directory> {
  const named = new Map(identities.map((identity) => [identityKey(identity), identity]));
  const rows = await db.query<KnownLead & LeadIdentity>(LOAD, [
    [...named.values()].map((identity) => identity.system),
    [...named.values()].map((identity) => identity.value),
  ]);
  const leads = new Map<string, KnownLead>();
  return new Map(
    rows.map(({ system, value, ...lead }) => {
      const known = leads.get(lead.id) ?? lead;
      leads.set(lead.id, known);
      return [identityKey({ system, value }), known];
    }),
  );
}

const LOAD = `
  with recursive given as (
    select * from unnest($1::text[], $2::text[]) as g (system, value)
  ), named as (
    select system, value, k.lead_id from given join lead_keys k using (system, value)
    union all
    select system, value, value from given where system = 'id'
  ), found as (
    select n.system, n.value, l.id, l.email, l.account_id, l.erased_at, l.merged_into
    from named n join leads l on l.id = n.lead_id
    union all
    select f.system, f.value, l.id, l.email, l.account_id, l.erased_at, l.merged_into
    from found f join leads l on l.id = f.merged_into
  )
  select f.system, f.value, f.id, f.email, f.account_id as "accountId", f.erased_at is not null as erased,
    exists (select 1 from lead_keys k where k.lead_id = f.id and k.system <> 'anonymous') as identified
  from found f
  where f.merged_into is null`;
