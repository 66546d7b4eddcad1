import { creationFact } from '../../../core/definitions/creation-fact.js';
import { expandFact } from '../../../core/definitions/expand-fact.js';
import type { FactRow } from '../../../core/definitions/fact-row.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival } from '../../../core/definitions/followed-lead.js';
import type { Fact } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Db } from '../../../server/db/database.js';
import type { Release } from '../../../server/releases/release.js';

/** A crossing as a fold of the accepted facts gives it, and as the database has it. */
export interface PlainCrossing {
  threshold: string;
  direction: string;
  at: number;
  before: number;
  after: number;
  outcome: string;
}

/** The crossings of a lead computed anew from its accepted facts, in the order of their acceptance, up to `until`. */
export async function refold(db: Db, release: Release, leadId: string, until: number): Promise<PlainCrossing[]> {
  const [lead] = await db.query<{ created_at: Date; first: string }>(
    `select created_at, (select to_stage from transitions t where t.lead_id = l.id and ordinal = 0) as first
     from leads l where id = $1`,
    [leadId],
  );
  type Row = Omit<FactRow, 'occurredAt' | 'receivedAt'> & { id: number; occurredAt: Date; receivedAt: Date };
  const rows = await db.query<Row>(
    `select id, lead_id as "leadId", account_id as "accountId", kind, type, occurred_at as "occurredAt",
       received_at as "receivedAt", ordinal, sequence, source, message_id as "messageId", body, historical
     from facts where (lead_id = $1 or account_id in (select body->>'account' from facts where lead_id = $1 and kind = 'membership'))
       and kind <> 'pass'
     order by received_at, ordinal, id`,
    [leadId],
  );
  const steps = new Map<string, Arrival & { kind: 'facts' }>();
  for (const row of rows) {
    const at = row.receivedAt.getTime();
    const key = `${at} ${row.ordinal}`;
    const step = steps.get(key) ?? { kind: 'facts', at, historical: false, facts: [] };
    const plain = { ...row, occurredAt: row.occurredAt.getTime(), receivedAt: at };
    const taken = new Set(row.kind === 'retraction' ? (row.body.facts as number[]) : []);
    const retracts = rows.filter(({ id }) => taken.has(id)).flatMap((one) => expandFact({ ...plain, ...named(one) }));
    const facts: Fact[] = taken.size > 0 ? [{ ...plain, kind: 'retraction', retracts }] : expandFact(plain);
    steps.set(key, { ...step, facts: [...step.facts, ...facts] });
  }
  if (!lead) throw new Error(`there is no lead ${leadId}`);
  const createdAt = lead.created_at.getTime();
  const arrivals: Arrival[] = [...steps.values()];
  const enter = { to: lead.first, occurredAt: createdAt, by: 'integration' as const };
  if (arrivals[0]?.kind === 'facts') arrivals[0] = { ...arrivals[0], enter };
  arrivals.push({ kind: 'look', at: until, historical: false });
  const memory = { id: leadId, stage: null, stageSince: 0, pass: 1, thresholds: {}, evaluatedAt: null, dueAt: null };
  const { effects } = followLead(release.compiled, { ...memory, facts: [creationFact(leadId, createdAt)] }, arrivals);
  return effects.flatMap((effect) =>
    effect.kind === 'crossing'
      ? [
          {
            threshold: effect.threshold,
            direction: effect.direction,
            at: effect.at,
            before: fromMicro(effect.before),
            after: fromMicro(effect.after),
            outcome: effect.outcome,
          },
        ]
      : [],
  );
}

/** What the facts of a row are known by. */
function named({ kind, source, messageId, body }: Pick<FactRow, 'kind' | 'source' | 'messageId' | 'body'>) {
  return { kind, source, messageId, body };
}

/** The crossings of a lead as recorded. */
export async function recordedCrossings(db: Db, leadId: string): Promise<PlainCrossing[]> {
  const rows = await db.query<Omit<PlainCrossing, 'at'> & { at: Date }>(
    `select threshold, direction, occurred_at as at, score_before as before, score_after as after, outcome
     from crossings where lead_id = $1 order by occurred_at, id`,
    [leadId],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
