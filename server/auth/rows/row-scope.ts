import { ruleFor } from '../permissions/rule-for.js';
import type { Principal } from '../principal.js';
import type { CompiledRowRule, RowPredicate } from './compile-row-rule.js';
import { compileRowRule } from './compile-row-rule.js';
import type { OwnedType } from './row-rules.js';
import { ROW_RULES } from './row-rules.js';

/** Which rows of a type a caller reaches by one way of the permission table. */
export interface RowScope {
  /** A condition of SQL over a table or its alias; its parameters are numbered from `first`. */
  where(table: string, first: number): RowPredicate;
  /** The same about a row that was read. */
  sees(row: unknown): boolean;
}

const ALL: RowScope = { where: () => ({ sql: 'true', params: [] }), sees: () => true };
const NONE: RowScope = { where: () => ({ sql: 'false', params: [] }), sees: () => false };

const compiled = new Map<string, CompiledRowRule>(
  Object.entries(ROW_RULES).map(([type, rule]) => [type, compileRowRule(rule)]),
);

/**
 * The rows of `type` that the caller reaches by `key` (`Query.webhooks`, `Mutation.updateWebhook`, `Webhook.id`): all where
 * the table allows it, his own where it says so, none otherwise. A row out of reach is answered like one that is not there.
 */
export function rowScope(principal: Principal, key: string, type: OwnedType): RowScope {
  const rule = ruleFor(principal, key);
  if (rule === 'allow') return ALL;
  return rule === 'own' ? ownRows(principal, type) : NONE;
}

/** The caller's own rows of a type, whatever the table says; of a type without a row rule none. */
export function ownRows(principal: Principal, type: string): RowScope {
  const rule = compiled.get(type);
  if (!rule) return NONE;
  return {
    where: (table, first) => rule.predicate(principal, table, first),
    sees: (row) => rule.owns(principal, row),
  };
}
