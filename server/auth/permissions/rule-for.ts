import type { Principal } from '../principal.js';
import type { Rule } from './access.js';
import { permissionTable } from './permission-table.js';

const STRENGTH: Readonly<Record<Rule, number>> = { deny: 0, mask: 1, own: 2, allow: 3 };

/** What a caller may do with a field (`Type.field`): the most that any of his roles may. */
export function ruleFor(principal: Pick<Principal, 'roles'>, field: string): Rule {
  const row = permissionTable.get(field);
  let best: Rule = 'deny';
  if (row) for (const role of principal.roles) if (STRENGTH[row[role]] > STRENGTH[best]) best = row[role];
  return best;
}
