import { FACT_KINDS } from '../../../../core/definitions/impact/fact-table.js';
import type { HistoryRows } from '../../../../core/definitions/impact/history-rows.js';
import type { RangeRows } from '../../../../core/definitions/impact/range-rows.js';

/** Leads as a range of rows, as a server reads them; each has its own accounts. */
export function rangeOf(leads: readonly HistoryRows[]): RangeRows {
  const own = leads.map(({ facts }) => facts.filter(({ leadId }) => leadId !== null));
  const facts = own.flat();
  const starts = new Uint32Array(leads.length + 1);
  own.forEach((rows, lead) => {
    starts[lead + 1] = (starts[lead] as number) + rows.length;
  });
  const each = Uint32Array.from(facts, (_, index) => index);
  const shared = leads.flatMap((rows) => rows.facts.filter(({ leadId }) => leadId === null));
  return {
    leads: leads.map(({ lead }) => lead),
    facts: {
      starts,
      order: Uint32Array.from(each),
      kinds: Uint8Array.from(facts, ({ kind }) => FACT_KINDS.indexOf(kind)),
      types: { codes: each, values: facts.map(({ type }) => type) },
      bodies: { codes: each, values: facts.map(({ body }) => body) },
      said: (fact) => (facts[fact] as (typeof facts)[number]).body,
      account: (fact) => (facts[fact] as (typeof facts)[number]).body['account'],
      occurred: Float64Array.from(facts, ({ occurredAt }) => occurredAt),
      received: Float64Array.from(facts, ({ receivedAt }) => receivedAt),
      ordinals: Uint32Array.from(facts, ({ ordinal }) => ordinal),
      historical: Uint8Array.from(facts, ({ historical }) => Number(historical)),
    },
    transitions: leads.map(({ transitions }) => transitions),
    crossings: leads.map(({ crossings }) => crossings),
    ofAccount: (id) => shared.filter(({ accountId }) => accountId === id),
    rowsOf: (lead) => leads[lead] as HistoryRows,
  };
}
