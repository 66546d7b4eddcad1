import { expandFact } from '../../../core/definitions/expand-fact.js';
import type { FactRow } from '../../../core/definitions/fact-row.js';
import type { RetractionFact } from '../../../core/scoring/facts.js';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { NewFact } from '../intake/insert-facts.js';

/** A row to be retracted; `body` is that of told attributes only. */
export type RetractableRow = Pick<FactRow, 'leadId' | 'accountId' | 'kind' | 'source' | 'messageId' | 'body'> & {
  id: number;
};

/** The retraction of rows of one lead, or of one account, by `tx.actor` now: as a row to be kept and as the engine knows it. */
export function retractionOf(tx: Tx, rows: readonly RetractableRow[]): { row: NewFact; fact: RetractionFact } {
  const [first] = rows;
  const at = tx.at.getTime();
  const base = {
    ...{ occurredAt: at, receivedAt: at, ordinal: 0, sequence: 0 },
    source: 'accord',
    messageId: `retraction:${newId('event', at)}`,
  };
  const row: NewFact = {
    ...base,
    leadId: first?.leadId ?? null,
    accountId: first?.accountId ?? null,
    kind: 'retraction',
    type: 'retraction',
    body: { facts: rows.map(({ id }) => id) },
    historical: false,
    actor: tx.actor,
    importId: null,
  };
  const retracts = rows
    .flatMap((one) => expandFact({ ...one, ...NO_TIME }))
    .map(({ source, messageId }) => ({ source, messageId }));
  return { row, fact: { ...base, kind: 'retraction', retracts } };
}

/** What a fact is known by does not depend on when it was. */
const NO_TIME = { type: '', occurredAt: 0, receivedAt: 0, ordinal: 0, sequence: 0, historical: false };
