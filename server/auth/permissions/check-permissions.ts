import type { GraphQLOutputType, GraphQLSchema } from 'graphql';
import { isInterfaceType, isListType, isNonNullType, isObjectType } from 'graphql';
import { permissionTable } from './permission-table.js';

/** Throws, naming them, where a field of the schema has no entry in the permission table, an entry has no field, or a field that cannot be empty is masked. */
export function checkPermissions(schema: GraphQLSchema): void {
  const fields = new Map(fieldsOf(schema));
  const problems = [
    ...[...fields.keys()].filter((key) => !permissionTable.has(key)).map((key) => `${key} has no entry`),
    ...[...permissionTable.keys()].filter((key) => !fields.has(key)).map((key) => `${key} is no field of the schema`),
    ...[...fields]
      .filter(([key, type]) => isMasked(key) && !canBeEmpty(type))
      .map(([key]) => `${key} cannot be masked`),
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

function isMasked(key: string): boolean {
  return Object.values(permissionTable.get(key) ?? {}).includes('mask');
}

function canBeEmpty(type: GraphQLOutputType): boolean {
  return !isNonNullType(type) || isListType(type.ofType) || String(type.ofType) === 'JSONObject';
}
