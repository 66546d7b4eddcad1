import type { Principal } from '../principal.js';
import type { CallerValue, RowRule } from './row-rules.js';

/** Who is asking, as far as a row rule looks. */
export type RowCaller = Pick<Principal, 'actor' | 'userId' | 'tokenId'>;

/** A condition of SQL with the values of its parameters, in order. */
export interface RowPredicate {
  sql: string;
  params: (string | null)[];
}

/** A row rule in its two forms, which agree on every row and caller. */
export interface CompiledRowRule {
  /** The condition over a table or its alias; its parameters are numbered from `first`. */
  predicate(caller: RowCaller, table: string, first: number): RowPredicate;
  /** Whether a row as the API hands it around (fields, not columns) is the caller's own. */
  owns(caller: RowCaller, row: unknown): boolean;
}

const OF_CALLER: Readonly<Record<CallerValue, (caller: RowCaller) => string | null>> = {
  'caller.actor': (caller) => caller.actor,
  'caller.userId': (caller) => caller.userId,
  'caller.tokenId': (caller) => caller.tokenId,
};

/** Compiles a row rule, once, to a condition of SQL and to a function. A rule without terms owns nothing. */
export function compileRowRule(rule: RowRule): CompiledRowRule {
  const terms = rule.map(({ field, column, is }) => ({ field, column, value: OF_CALLER[is] }));
  return {
    predicate(caller, table, first) {
      const tests = terms.map(({ column }, index) => `${table}.${column} = $${first + index}::text`);
      const sql = tests.length > 0 ? `coalesce(${tests.join(' or ')}, false)` : 'false';
      return { sql, params: terms.map(({ value }) => value(caller)) };
    },
    owns(caller, row) {
      if (row === null || typeof row !== 'object') return false;
      const fields = row as Readonly<Record<string, unknown>>;
      return terms.some(({ field, value }) => {
        const wanted = value(caller);
        return wanted !== null && fields[field] === wanted;
      });
    },
  };
}
