import type { Principal } from '../principal.js';
import { permissionTable } from './permission-table.js';
import { ruleFor } from './rule-for.js';

/** What a caller may do: fields as `Type.field`, mutations by their names; what he would see empty is left out. */
export function listPermissions(principal: Pick<Principal, 'roles'>): string[] {
  return [...permissionTable.keys()]
    .filter((key) => ['allow', 'own'].includes(ruleFor(principal, key)))
    .map((key) => key.replace(/^Mutation\./, ''));
}
