import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { GraphQLError, getNamedType, isAbstractType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { Principal } from '../principal.js';
import { COLUMNS, permissionTable } from './permission-table.js';
import { ruleFor } from './rule-for.js';

interface Walk {
  schema: GraphQLSchema;
  principal: Principal;
  fragments: Map<string, FragmentDefinitionNode>;
  seen: Set<string>;
  denied: Set<string>;
}

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
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named = operations.filter((operation) => operationName && operation.name?.value === operationName);
  const walk: Walk = { schema, principal, fragments, seen: new Set(), denied: new Set() };
  for (const operation of named.length > 0 ? named : operations) {
    visit(walk, operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  }
  return [...walk.denied].slice(0, TOLD).map(forbidden);
}

function visit(walk: Walk, set: SelectionSetNode, parent: GraphQLNamedType | undefined): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      visit(walk, selection.selectionSet, condition ? walk.schema.getType(condition) : parent);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = walk.fragments.get(selection.name.value);
      if (!fragment || walk.seen.has(fragment.name.value)) continue;
      walk.seen.add(fragment.name.value);
      visit(walk, fragment.selectionSet, walk.schema.getType(fragment.typeCondition.name.value));
    } else if (isObjectType(parent) || isInterfaceType(parent)) {
      const field = parent.getFields()[selection.name.value];
      if (!field) continue;
      judge(walk, parent, field.name);
      if (selection.selectionSet) visit(walk, selection.selectionSet, getNamedType(field.type));
    }
  }
}

/** A field of an interface is asked of every type that implements it. */
function judge(walk: Walk, parent: GraphQLNamedType, field: string): void {
  const types = isAbstractType(parent) ? [parent, ...walk.schema.getPossibleTypes(parent)] : [parent];
  const denies = types.some((type) => ruleFor(walk.principal, `${type.name}.${field}`) === 'deny');
  if (denies) walk.denied.add(`${parent.name}.${field}`);
}

function forbidden(key: string): GraphQLError {
  const row = permissionTable.get(key);
  const roles = COLUMNS.filter((column) => row && row[column] !== 'deny');
  const needed = roles.length > 0 ? `it needs the role ${roles.join(' or ')}` : 'nobody may';
  return new GraphQLError(`This token may not ask for ${key}: ${needed}.`, {
    extensions: { code: 'FORBIDDEN', field: key, http: { status: 403 } },
  });
}
