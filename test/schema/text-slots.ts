import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { isLeaf } from './sample-query.js';

/** What a text in the wrong place may be refused with. */
export const INJECTION_CODES = ['BAD_USER_INPUT', 'CURSOR_INVALID', 'LIMIT_EXCEEDED'];

/** What no error may tell of what is inside. */
export const SAID_TOO_MUCH = /syntax error at|relation "|column "|violates|\bat \w+ \(|node_modules/i;

/** A place in the arguments of a root field where a text can stand, and the operation that puts one there. */
export interface TextSlot {
  path: string;
  operation(text: string): { query: string; variables: Record<string, unknown> };
}

const TEXTS = ['String', 'ID'];
const SCALARS: Readonly<Record<string, unknown>> = {
  String: 'none',
  ID: 'lead_none',
  Int: 1,
  Float: 1,
  Boolean: false,
  DateTime: '2026-01-01T00:00:00Z',
  EmailAddress: 'nobody@example.com',
  JSONObject: {},
  CommitId: '0'.repeat(40),
  URL: 'https://hooks.invalid/',
};

/** Every place for a text in the arguments of every query and mutation, each input once on the way. */
export function textSlots(schema: GraphQLSchema): TextSlot[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([word, type]) =>
    Object.values(type?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((arg) =>
        placesIn(arg.type, []).map(({ path, fill }) => ({
          path: `${type?.name}.${field.name}(${arg.name}${path})`,
          operation: (text: string) => operationOf(word, field, { [arg.name]: fill(text) }),
        })),
      ),
    ),
  );
}

function operationOf(word: string, field: GraphQLField<unknown, unknown>, given: Record<string, unknown>) {
  const args = field.args.filter((arg) => arg.name in given || isRequiredArgument(arg));
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const variables = Object.fromEntries(args.map((arg) => [arg.name, given[arg.name] ?? leastValue(arg.type)]));
  return {
    query: `${word} (${declared}) { ${field.name}(${passed})${isLeaf(field.type) ? '' : ' { __typename }'} }`,
    variables,
  };
}

function placesIn(type: GraphQLInputType, outer: readonly string[]): { path: string; fill(text: string): unknown }[] {
  const named = getNamedType(type);
  const wrap = (value: unknown) => (isListType(getNullableType(type)) ? [value] : value);
  if (TEXTS.includes(named.name)) return [{ path: '', fill: wrap }];
  if (named.name === 'JSONObject') return [{ path: '.*', fill: (text) => wrap({ title: text, [text]: text }) }];
  if (!isInputObjectType(named) || outer.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    placesIn(field.type, [...outer, named.name]).map(({ path, fill }) => ({
      path: `.${field.name}${path}`,
      fill: (text: string) =>
        wrap({ ...(named.isOneOf ? {} : (leastValue(named) as object)), [field.name]: fill(text) }),
    })),
  );
}

function leastValue(type: GraphQLInputType): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (!isInputObjectType(nullable)) return SCALARS[getNamedType(type).name];
  const fields = Object.values(nullable.getFields());
  const given = nullable.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(given.map((field) => [field.name, leastValue(field.type)]));
}
