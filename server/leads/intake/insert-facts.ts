import type { FactRow } from '../../../core/definitions/fact-row.js';
import type { Tx } from '../../db/database.js';
import { factKey } from './load-facts.js';

/** A fact to be written: by whom and, for imports, in which. */
export interface NewFact extends FactRow {
  actor: string;
  importId: string | null;
}

/**
 * Writes facts in order of (source, messageId), so that two groups never wait for each other, and adds the ids of the
 * rows written to `ids`. Answers the facts that were new: of several under one (source, messageId) the first.
 */
export async function insertFacts<Row extends NewFact>(
  tx: Tx,
  facts: readonly Row[],
  ids: Map<string, number>,
): Promise<Row[]> {
  if (facts.length === 0) return [];
  const rows = await tx.query<{ id: number; source: string; messageId: string }>(INSERT, [
    facts.map((fact) => fact.leadId),
    facts.map((fact) => fact.accountId),
    facts.map((fact) => fact.kind),
    facts.map((fact) => fact.type),
    facts.map((fact) => new Date(fact.occurredAt).toISOString()),
    facts.map((fact) => new Date(fact.receivedAt).toISOString()),
    facts.map((fact) => fact.ordinal),
    facts.map((fact) => fact.sequence),
    facts.map((fact) => fact.source),
    facts.map((fact) => fact.messageId),
    facts.map((fact) => JSON.stringify(fact.body)),
    facts.map((fact) => fact.actor),
    facts.map((fact) => fact.importId),
    facts.map((fact) => fact.historical),
  ]);
  const written = new Set<string>();
  for (const row of rows) {
    const key = factKey(row);
    ids.set(key, row.id);
    written.add(key);
  }
  return facts.filter((fact) => written.delete(factKey(fact)));
}

const INSERT = `
  insert into facts (lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id,
    body, actor, import_id, historical)
  select lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id,
    body, actor, import_id, historical
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int[], $8::int[],
    $9::text[], $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::boolean[])
    with ordinality as given (lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source,
      message_id, body, actor, import_id, historical, position)
  order by source, message_id, position
  on conflict (source, message_id) do nothing
  returning id, source, message_id as "messageId"`;
