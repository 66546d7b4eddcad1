import type { FactKind } from '../../../core/definitions/fact-row.js';
import type { TransitionCause } from '../../../core/definitions/followed-lead.js';
import type { CrossingRow, LeadRow, StoredRow, TransitionRow } from '../../../core/definitions/impact/history-rows.js';
import type { AccountFact } from '../../../core/definitions/impact/range-rows.js';
import type { CrossingDirection } from '../../../core/scoring/results.js';
import type { Tuples } from '../../db/open-tuples.js';

/** Reads a row of `selectLeads`. */
export function readLead(row: Tuples, absorbed: ReadonlySet<string>): LeadRow {
  const id = row.text() as string;
  const createdAt = row.instant();
  const source = row.word();
  const erased = row.boolean();
  return { id, createdAt, source, erased, drawnBy: row.text() ?? '', absorbed: absorbed.has(id) };
}

/** Reads a whole row of `selectFacts` or, after its account, of `selectAccountFacts`. */
export function readFact(row: Tuples): StoredRow {
  const leadId = row.key() || null;
  const kind = row.word() as FactKind;
  const type = row.word() as string;
  const occurredAt = row.instant();
  const receivedAt = row.instant();
  const ordinal = row.integer();
  const historical = row.boolean();
  const body = row.json();
  const id = row.bigint();
  const accountId = row.text();
  const sequence = row.integer();
  const source = row.word() as string;
  const messageId = row.text() as string;
  return {
    id,
    leadId,
    accountId,
    kind,
    type,
    occurredAt,
    receivedAt,
    ordinal,
    sequence,
    source,
    messageId,
    body,
    historical,
  };
}

/** Reads a row of `selectAccountFacts`, after its account, up to what columns are made of. */
export function readAccountFact(row: Tuples): AccountFact {
  row.key();
  const kind = row.word() as FactKind;
  row.word();
  const occurredAt = row.instant();
  const receivedAt = row.instant();
  const ordinal = row.integer();
  const historical = row.boolean();
  return { kind, occurredAt, receivedAt, ordinal, historical, body: row.json() };
}

/** Reads a row of `selectTransitions`. */
export function readTransition(row: Tuples): TransitionRow {
  return {
    leadId: row.key(),
    from: row.word(),
    to: row.word() as string,
    cause: row.word() as TransitionCause,
    judged: row.boolean(),
    reason: row.word(),
    note: row.text(),
    occurredAt: row.instant(),
    recordedAt: row.instant(),
    historical: row.boolean(),
  };
}

/** Reads a row of `selectCrossings`. */
export function readCrossing(row: Tuples): CrossingRow {
  return {
    leadId: row.key(),
    threshold: row.word() as string,
    direction: row.word() as CrossingDirection,
    at: row.instant(),
  };
}
