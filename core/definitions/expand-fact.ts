import type { AttributeFact, Fact, Instant, Json, QualificationStatus } from '../scoring/facts.js';
import type { FactRow } from './fact-row.js';

/** The facts a row stands for: one, or one a path for attributes. History counts as received when it occurred. */
export function expandFact(row: FactRow): Fact[] {
  const { occurredAt, ordinal, sequence, source, messageId, body, type } = row;
  const receivedAt = row.historical ? occurredAt : row.receivedAt;
  // Written out where there are many: copying `base` costs more than all the rest.
  if (row.kind === 'activity') {
    return [{ occurredAt, receivedAt, ordinal, sequence, source, messageId, kind: 'activity', type, properties: body }];
  }
  const base = { occurredAt, receivedAt, ordinal, sequence, source, messageId };
  switch (row.kind) {
    case 'attributes':
      return expandAttributes(row, receivedAt);
    case 'membership':
      return [{ ...base, kind: 'attribute', path: 'account', value: body.account as Json }];
    case 'qualification': {
      const { criterion, status, value } = body as { criterion: string; status: QualificationStatus; value?: Json };
      const given = value === undefined ? {} : { value };
      return [{ ...base, kind: 'qualification', framework: type, criterion, status, ...given }];
    }
    case 'pass': {
      const { pass, silentUntil, forgets } = body as { pass: number; silentUntil: number; forgets: string[] };
      return [{ ...base, kind: 'pass', pass, silentUntil, forgets }];
    }
    case 'retraction':
      return [];
  }
}

function expandAttributes(row: FactRow, receivedAt: Instant): Fact[] {
  const { occurredAt, ordinal, sequence, source, body, accountId } = row;
  const facts: Fact[] = [];
  for (const path of Object.keys(body)) {
    const messageId = `${row.messageId}#${path}`;
    const value = body[path] as Json;
    const fact: AttributeFact = {
      occurredAt,
      receivedAt,
      ordinal,
      sequence,
      source,
      messageId,
      kind: 'attribute',
      path,
      value,
    };
    if (accountId !== null) fact.account = accountId;
    facts.push(fact);
  }
  return facts;
}
