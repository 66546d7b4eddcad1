import type { Role } from '../principal.js';
import type { Rule, TypePermissions } from './access.js';
import { ACCESS } from './access.js';
import { definitionPermissions } from './definitions.js';
import { leadPermissions } from './leads.js';
import { metricsPermissions } from './metrics.js';
import { peoplePermissions } from './people.js';
import { pullPermissions } from './pulls.js';
import { rootPermissions } from './roots.js';
import { webhookPermissions } from './webhooks.js';

/** Every role, and whoever has none. */
export const COLUMNS = [
  'anonymous',
  'ADMIN',
  'REVOPS',
  'MARKETING',
  'SALES',
  'INTEGRATOR',
  'INGEST',
  'VIEWER',
] as const;

/** The rules of one field, by role; `anonymous` is always denied. */
export type PermissionRow = Readonly<Record<Role | 'anonymous', Rule>>;

const AREAS: readonly Readonly<Record<string, TypePermissions>>[] = [
  rootPermissions,
  peoplePermissions,
  leadPermissions,
  definitionPermissions,
  metricsPermissions,
  webhookPermissions,
  pullPermissions,
];

/** The whole table: `Type.field`, `Query.x`, `Mutation.x`, `Subscription.x` to the rule of every role. What is not in it is denied. */
export const permissionTable: ReadonlyMap<string, PermissionRow> = buildTable();

function buildTable(): Map<string, PermissionRow> {
  const table = new Map<string, PermissionRow>();
  for (const [type, permissions] of AREAS.flatMap((area) => Object.entries(area))) {
    for (const [access, names] of Object.entries(permissions) as [keyof typeof ACCESS, string][]) {
      for (const field of names.split(' ')) {
        const key = `${type}.${field}`;
        if (table.has(key)) throw new Error(`the permission table has two entries for ${key}`);
        table.set(key, rowOf(access));
      }
    }
  }
  return new Map([...table].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowOf(access: keyof typeof ACCESS): PermissionRow {
  const rules: Partial<Record<Role, Rule>> = ACCESS[access];
  return Object.fromEntries(
    COLUMNS.map((column) => [column, column === 'anonymous' ? 'deny' : (rules[column] ?? 'deny')]),
  ) as PermissionRow;
}
