import type { GraphQLNamedType, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, isEnumType, isListType, isNonNullType, isObjectType, isScalarType } from 'graphql';
import type { EventKind } from '../../server/events/new-event.js';
import { CLOUD_EVENT_TYPES } from '../../server/events/to-cloud-event.js';
import type { DataField } from './event-data.js';
import { EVENT_DATA } from './event-data.js';

/** A JSON Schema. */
export type Schema = { [keyword: string]: unknown };

const SCALARS: Readonly<Record<string, Schema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', format: 'date-time' },
};

/** The kinds of events the schema knows, in its order. */
export function eventKinds(schema: GraphQLSchema): EventKind[] {
  return enumValues(schema, 'EventKind') as EventKind[];
}

/** The types of events, each as a JSON Schema of all its fields; a frame holds those that were selected. */
export function frameSchemas(schema: GraphQLSchema): Record<string, Schema> {
  const event = schema.getType('Event');
  const types = Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type))
    .filter((type) => type.getInterfaces().some((each) => each === event))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(types.map((type) => [type.name, objectSchema(type)]));
}

function objectSchema(type: GraphQLObjectType): Schema {
  const fields = Object.values(type.getFields()).map((field) => [
    field.name,
    { ...(field.description ? { description: field.description } : {}), ...valueSchema(field.type) },
  ]);
  return { type: 'object', description: type.description ?? '', properties: Object.fromEntries(fields) };
}

function valueSchema(type: GraphQLOutputType): Schema {
  if (isNonNullType(type)) return present(type.ofType);
  const schema = present(type);
  if (typeof schema['type'] !== 'string') return schema;
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(schema['enum'] ? { enum: [...asList(schema['enum']), null] } : {}),
  };
}

function present(type: GraphQLOutputType): Schema {
  if (isListType(type)) return { type: 'array', items: valueSchema(type.ofType) };
  const named: GraphQLNamedType = getNamedType(type);
  if (isEnumType(named)) return { type: 'string', enum: named.getValues().map((value) => value.name) };
  if (isScalarType(named)) return SCALARS[named.name] ?? {};
  return { type: 'object', description: `${named.name}, as selected.` };
}

/** The envelope of one kind of event as it is delivered to webhooks: CloudEvents 1.0. */
export function cloudEventSchema(schema: GraphQLSchema, kind: EventKind): Schema {
  const fields = Object.entries(EVENT_DATA[kind]);
  const required = fields.flatMap(([name, field]) => (field.optional ? [] : [name]));
  const data = fields.map(([name, field]) => [name, dataSchema(schema, field)]);
  return {
    allOf: [{ $ref: '#/components/schemas/CloudEvent' }],
    type: 'object',
    properties: {
      type: { const: CLOUD_EVENT_TYPES[kind] },
      data: {
        allOf: [{ $ref: '#/components/schemas/EventData' }],
        type: 'object',
        required,
        properties: { kind: { const: kind }, ...Object.fromEntries(data) },
      },
    },
  };
}

function dataSchema(schema: GraphQLSchema, { description, type, enum: name }: DataField): Schema {
  if (name === undefined) return { description, type };
  const values = enumValues(schema, name);
  const nullable = Array.isArray(type) && type.includes('null');
  return { description, type: type ?? 'string', enum: nullable ? [...values, null] : values };
}

function enumValues(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`the events name ${name}, which is no enum of the schema`);
  return type.getValues().map((value) => value.name);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
