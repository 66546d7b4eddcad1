import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Principal } from '../principal.js';
import { askedFields } from './asked-fields.js';
import { COLUMNS, permissionTable } from './permission-table.js';
import { ruleFor } from './rule-for.js';

const TOLD = 10;

/**
 * One FORBIDDEN for each field of a valid document that this caller may not ask for, `@skip`ped ones included; nobody
 * signed in gets one UNAUTHENTICATED. Empty: the operation may run. Without a name that decides it, all operations must pass.
 */
export function authorizeOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  principal: Principal,
): GraphQLError[] {
  if (principal.kind === 'anonymous') {
    const message = 'Send a token: Authorization: Bearer TOKEN.';
    return [new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } })];
  }
  return [...askedFields(schema, document, operationName)]
    .filter(([, keys]) => keys.some((key) => ruleFor(principal, key) === 'deny'))
    .slice(0, TOLD)
    .map(([asked]) => forbidden(asked));
}

function forbidden(key: string): GraphQLError {
  const row = permissionTable.get(key);
  const roles = COLUMNS.filter((column) => row && row[column] !== 'deny');
  const needed = roles.length > 0 ? `it needs the role ${roles.join(' or ')}` : 'nobody may';
  return new GraphQLError(`This token may not ask for ${key}: ${needed}.`, {
    extensions: { code: 'FORBIDDEN', field: key, http: { status: 403 } },
  });
}
