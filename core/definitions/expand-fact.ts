import type { Fact, Json, QualificationStatus } from '../scoring/facts.js';
import type { FactRow } from './fact-row.js';

/** The facts a row stands for: one, or one a path for attributes. History counts as received when it occurred. */
export function expandFact(row: FactRow): Fact[] {
  const { occurredAt, ordinal, sequence, source, messageId, body } = row;
  const receivedAt = row.historical ? occurredAt : row.receivedAt;
  const base = { occurredAt, receivedAt, ordinal, sequence, source, messageId };
  switch (row.kind) {
    case 'activity':
      return [{ ...base, kind: 'activity', type: row.type, properties: body }];
    case 'attributes':
      return Object.entries(body).map(([path, value]) => ({
        ...base,
        messageId: `${messageId}#${path}`,
        kind: 'attribute',
        path,
        value,
        ...(row.accountId === null ? {} : { account: row.accountId }),
      }));
    case 'membership':
      return [{ ...base, kind: 'attribute', path: 'account', value: body.account as Json }];
    case 'qualification': {
      const { criterion, status, value } = body as { criterion: string; status: QualificationStatus; value?: Json };
      const given = value === undefined ? {} : { value };
      return [{ ...base, kind: 'qualification', framework: row.type, criterion, status, ...given }];
    }
    case 'pass': {
      const { pass, silentUntil, forgets } = body as { pass: number; silentUntil: number; forgets: string[] };
      return [{ ...base, kind: 'pass', pass, silentUntil, forgets }];
    }
    case 'retraction':
      return [];
  }
}
