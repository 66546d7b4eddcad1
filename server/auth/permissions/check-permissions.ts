import type { GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isListType, isNonNullType, isObjectType } from 'graphql';
import { isOwnedType } from '../rows/row-rules.js';
import type { Rule } from './access.js';
import { permissionTable } from './permission-table.js';

/**
 * Throws, naming them, where a field of the schema has no entry in the permission table, an entry has no field, a field that
 * cannot be empty is masked, or own rows are meant where no row rule says what that is.
 */
export function checkPermissions(schema: GraphQLSchema): void {
  const fields = new Map(fieldsOf(schema));
  const problems = [
    ...[...fields.keys()].filter((key) => !permissionTable.has(key)).map((key) => `${key} has no entry`),
    ...[...permissionTable.keys()].filter((key) => !fields.has(key)).map((key) => `${key} is no field of the schema`),
    ...[...fields]
      .filter(([key, type]) => has(key, 'mask') && !canBeEmpty(type))
      .map(([key]) => `${key} cannot be masked`),
    ...[...fields]
      .filter(([key, type]) => has(key, 'own') && !hasRowRule(schema, key, type))
      .map(([key]) => `${key} has no row rule`),
  ];
  if (problems.length > 0) throw new Error(`The permission table does not fit the schema: ${problems.join('; ')}.`);
}

function fieldsOf(schema: GraphQLSchema): [string, GraphQLOutputType][] {
  return Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).map((field): [string, GraphQLOutputType] => [
            `${type.name}.${field.name}`,
            field.type,
          ])
        : [],
    );
}

function has(key: string, rule: Rule): boolean {
  return Object.values(permissionTable.get(key) ?? {}).includes(rule);
}

/** Of a root field: what it answers with, or what its payload holds. */
function hasRowRule(schema: GraphQLSchema, key: string, type: GraphQLOutputType): boolean {
  const parent = key.slice(0, key.indexOf('.'));
  if (isOwnedType(parent)) return true;
  const isRoot = [schema.getQueryType(), schema.getMutationType()].some((root) => root?.name === parent);
  const answer = getNamedType(type);
  const held = isObjectType(answer) ? Object.values(answer.getFields()).map((field) => getNamedType(field.type)) : [];
  return isRoot && [answer, ...held].some((each) => isOwnedType(each.name));
}

function canBeEmpty(type: GraphQLOutputType): boolean {
  return !isNonNullType(type) || isListType(type.ofType) || String(type.ofType) === 'JSONObject';
}
