import type { FactKind } from '../../../core/definitions/fact-row.js';
import type { JsonObject } from '../../../core/scoring/facts.js';
import type { CrossingCause } from '../../../core/scoring/results.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Tx } from '../../db/database.js';
import { saveNotes } from '../../lifecycle/save-notes.js';
import type { Releases } from '../../releases/open-releases.js';
import { followLeads } from '../intake/follow-leads.js';
import { insertFacts } from '../intake/insert-facts.js';
import type { LeadArrivals } from '../intake/plan-arrivals.js';
import { saveGroup } from '../intake/save-group.js';
import { lockOwners, type Owners } from './lock-owners.js';
import { type Retractable, retractableFacts } from './retractable.js';
import { type RetractableRow, retractionOf } from './retraction-of.js';

/** What a transaction retracted, and the leads that were judged anew. */
export interface RetractedFacts {
  /** Activities, told attributes and answers; memberships that go with them are not counted. */
  retracted: number;
  leadIds: string[];
}

/**
 * Takes back what `what` names of the facts of some leads and accounts: they count at no instant any more. Each lead is
 * taken through it as through a fact of now: what it crosses is announced, and it may move; `reason` is kept with those
 * that are not in `noted`.
 */
export async function retractFacts(
  tx: Tx,
  releases: Releases,
  what: Retractable,
  given: { owners: Owners; reason: string; noted: ReadonlySet<string> },
): Promise<RetractedFacts> {
  const { states, leadsOfAccount } = await lockOwners(tx, given.owners);
  const rows = await selectRows(tx, what, given.owners);
  if (rows.length === 0) return { retracted: 0, leadIds: [] };
  const release = await releases.inForce(tx);
  const rowIds = rows.map((row) => row.id);
  await tx.query(KEEP_IDENTITY, [rowIds]);
  const ids = new Map<string, number>();
  const arrivals = new Map<string, LeadArrivals>();
  const retractions = [...Map.groupBy(rows, (row) => row.leadId ?? row.accountId).values()].map((own) => ({
    ...retractionOf(tx, own),
    cause: causeOf(own),
  }));
  const at = tx.at.getTime();
  for (const { row, fact, cause } of retractions) {
    const leadIds = row.leadId === null ? (leadsOfAccount.get(row.accountId as string) ?? []) : [row.leadId];
    for (const id of leadIds) {
      if (!states.has(id)) continue;
      const own = arrivals.get(id) ?? { arrivals: [], items: [], earlier: [] };
      own.arrivals.push({ kind: 'facts', at, historical: false, facts: [fact], cause });
      own.items.push(0);
      arrivals.set(id, own);
    }
  }
  const facts = await insertFacts(
    tx,
    retractions.map(({ row }) => row),
    ids,
  );
  const leads = await followLeads(tx, release, arrivals, { states, joining: new Map(), absorbed: [], ids });
  await tx.query('update facts set retracted_at = $2 where id = any($1)', [rowIds, tx.at]);
  await saveGroup(tx, release, {
    ...{ leads, facts, ids, releases, laterFacts: [], events: [] },
    ...{ merged: new Set(), absorbed: new Map(), nextSteps: new Map() },
    actorOf: () => tx.actor,
  });
  await tx.query(LAST_ACTIVITY, [rows.flatMap((row) => (row.kind === 'activity' ? (row.leadId ?? []) : []))]);
  const leadIds = leads.map((lead) => lead.id);
  const untold = leadIds.filter((id) => !given.noted.has(id));
  const note = { about: 'FACTS_RETRACTED' as const, text: given.reason, author: tx.actor };
  await saveNotes(
    tx,
    untold.map((leadId) => ({ ...note, leadId, subject: leadId })),
  );
  const retracted = rows.filter((row) => row.kind !== 'membership').length;
  const detail: JsonObject = { retracted, leads: leadIds.length };
  if ('importId' in what) detail['importId'] = what.importId;
  else detail['source'] = what.source;
  await recordAudit(tx, { action: 'activities.retracted', subject: null, detail });
  return { retracted, leadIds };
}

async function selectRows(tx: Tx, what: Retractable, { leadIds, accountIds }: Owners): Promise<RetractableRow[]> {
  const { where, parameters } = retractableFacts(what);
  const [leads, accounts] = [parameters.push(leadIds), parameters.push(accountIds)];
  return tx.query<RetractableRow>(
    `select f.id, f.lead_id as "leadId", f.account_id as "accountId", f.kind, f.source, f.message_id as "messageId",
       case when f.kind = 'attributes' then f.body else '{}' end as body
     from facts f where ${where} and f.retracted_at is null
       and (f.lead_id = any($${leads}::text[]) or (f.lead_id is null and f.account_id = any($${accounts}::text[])))
     order by f.id`,
    parameters,
  );
}

function causeOf(rows: readonly RetractableRow[]): CrossingCause {
  const has = (kind: FactKind) => rows.some((row) => row.kind === kind);
  if (has('activity')) return 'ACTIVITY';
  return has('attributes') || has('membership') ? 'ATTRIBUTE' : 'QUALIFICATION';
}

/** What an import told together with an identity goes; the identity stays, as a row of its own. */
const KEEP_IDENTITY = `
  insert into facts (lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id,
    body, actor, import_id, historical)
  select lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id || '!kept',
    (select jsonb_object_agg(key, value) from jsonb_each(body) where key in ('email', 'account.domain')), actor,
    import_id, historical
  from facts where id = any($1) and kind = 'attributes' and body ?| '{email,account.domain}'
  on conflict (source, message_id) do nothing`;

const LAST_ACTIVITY = `
  update leads l set last_activity_at = (select max(occurred_at) from facts f
    where f.lead_id = l.id and f.kind = 'activity' and f.retracted_at is null)
  where l.id = any($1::text[])`;
