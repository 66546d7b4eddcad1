import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../../server/auth/principal.js';
import type { RowCaller } from '../../../../server/auth/rows/compile-row-rule.js';
import { compileRowRule } from '../../../../server/auth/rows/compile-row-rule.js';
import type { RowRule } from '../../../../server/auth/rows/row-rules.js';
import { ROW_RULES } from '../../../../server/auth/rows/row-rules.js';
import { rowScope } from '../../../../server/auth/rows/row-scope.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { fc } from '../../../helpers/fast-check.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db?.drop();
});

const FIELDS = { id: 'id', userId: 'user_id', createdBy: 'created_by' } as const;

/** Few texts, so that equal ones meet; some that would matter in SQL. */
const text = fc.constantFrom('user_a', 'user_b', 'token_a', 'token_b', '', "' or true --", '$1', 'A', 'a');
const row = fc.record({ id: text, userId: fc.option(text), createdBy: fc.option(text) });
const caller: fc.Arbitrary<RowCaller> = fc.record({ actor: text, userId: fc.option(text), tokenId: fc.option(text) });
const term = fc.record({
  field: fc.constantFrom('id', 'userId', 'createdBy' as const),
  is: fc.constantFrom('caller.actor', 'caller.userId', 'caller.tokenId' as const),
});
const anyRule: fc.Arbitrary<RowRule> = fc
  .array(term, { maxLength: 3 })
  .map((terms) => terms.map(({ field, is }) => ({ field, column: FIELDS[field as keyof typeof FIELDS], is }) as const));

async function agree(rule: RowRule, rows: readonly Record<string, string | null>[], who: RowCaller) {
  const compiled = compileRowRule(rule);
  const { sql, params } = compiled.predicate(who, 't', 2);
  const found = await db.pool.query<{ n: string }>(
    `select t.n from jsonb_to_recordset($1::jsonb) as t(n int, id text, user_id text, created_by text) where ${sql} order by t.n`,
    [
      JSON.stringify(rows.map((each, n) => ({ n, id: each.id, user_id: each.userId, created_by: each.createdBy }))),
      ...params,
    ],
  );
  const owned = rows.flatMap((each, n) => (compiled.owns(who, each) ? [n] : []));
  expect(found.rows.map(({ n }) => n)).toEqual(owned);
}

describe('a row rule', () => {
  it('is the same as SQL and as a function: any rule, rows and caller', async () => {
    await fc.assert(fc.asyncProperty(anyRule, fc.array(row, { maxLength: 30 }), caller, agree), { numRuns: 300 });
  });

  it('is the same for each type that has one', async () => {
    for (const rule of Object.values(ROW_RULES)) {
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 30 }), caller, (rows, who) => agree(rule, rows, who)),
        {
          numRuns: 100,
        },
      );
    }
  });

  it('owns nothing that is no row, and nothing by what is null', () => {
    const { owns } = compileRowRule([{ field: 'userId', column: 'user_id', is: 'caller.userId' }]);
    const machine = { actor: 'token_a', userId: null, tokenId: 'token_a' };
    for (const each of [null, undefined, 'user_a', {}, { userId: null }]) expect(owns(machine, each)).toBe(false);
  });
});

describe('rowScope', () => {
  const principal = (...roles: Role[]) => ({
    actor: 'token_a',
    kind: 'machine' as const,
    tokenId: 'token_a',
    userId: null,
    displayName: 'Test',
    roles,
    teams: [],
    mover: 'integration' as const,
  });

  it('is all, own or none, as the permission table says', () => {
    const sees = (role: Role, id: string) => rowScope(principal(role), 'ApiToken.lastUsedAt', 'ApiToken').sees({ id });
    expect([sees('ADMIN', 'token_b'), sees('INTEGRATOR', 'token_b'), sees('INTEGRATOR', 'token_a')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(sees('INGEST', 'token_a')).toBe(false);
    expect(rowScope(principal('ADMIN'), 'ApiToken.lastUsedAt', 'ApiToken').where('t', 1)).toEqual({
      sql: 'true',
      params: [],
    });
    expect(rowScope(principal('INGEST'), 'ApiToken.lastUsedAt', 'ApiToken').where('t', 1).sql).toBe('false');
  });
});
