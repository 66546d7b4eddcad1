import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';

/** A valid document and the variables it names. */
export interface RandomOperation {
  query: string;
  variables: Record<string, unknown>;
}

interface Making {
  schema: GraphQLSchema;
  random: () => number;
  variables: Map<string, { type: string; value: unknown }>;
  /** Ids to mix among the made-up ones. */
  ids: readonly string[];
  fieldsLeft: number;
}

const MAX_DEPTH = 6;
const MAX_FIELDS = 60;
const TEXTS = [
  '',
  'a',
  ' ',
  'mql',
  '\u00e9\ud83d\ude80',
  "'; drop table leads; --",
  '%_\\',
  '{"a":1}',
  'x'.repeat(5000),
  '\u202e',
  '-1',
  '0',
];
const INTS = [0, 1, -1, 2, 25, 100, 101, 2_147_483_647, -2_147_483_648];
/** A page that is too long refuses the whole operation: mostly they are not. */
const PAGE = ['first', 'last'];
const PAGE_SIZES = [0, 1, 2, 3, null];
const FLOATS = [0, -0.5, 1e308, -1e308, 5e-324, 0.1, 60];
const SCALARS: Record<string, readonly unknown[]> = {
  DateTime: ['2026-01-31T09:30:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-03-29T02:30:00+02:00'],
  Date: ['2026-01-31', '0001-01-01', '9999-12-31'],
  Duration: ['P7D', 'PT0S', 'PT24H'],
  EmailAddress: ['someone@example.com', 'A.B+c@sub.example.co'],
  URL: ['https://example.com/x?y=1', 'http://127.0.0.1:1/'],
  CommitId: ['0'.repeat(40), 'f'.repeat(40)],
  JSON: [null, 1, 'x', [1, [2]], { a: { b: [] } }],
  JSONObject: [{}, { a: 1 }, { ['__type']: 'x', 'account.employees': 1e308, nested: { deep: [null] } }],
  Boolean: [true, false],
};

/** A random operation that is valid for the schema, its arguments full of edge values; queries unless `mutation`. */
export function randomOperation(
  schema: GraphQLSchema,
  random: () => number,
  options: { mutation?: boolean; ids?: readonly string[] } = {},
): RandomOperation {
  const making: Making = { schema, random, variables: new Map(), ids: options.ids ?? [], fieldsLeft: MAX_FIELDS };
  const root = (options.mutation ? schema.getMutationType() : schema.getQueryType()) as NonNullable<
    ReturnType<GraphQLSchema['getQueryType']>
  >;
  const fields = Object.values(root.getFields());
  const count = options.mutation ? 1 : 1 + Math.floor(random() * 3);
  const taken = new Set<string>();
  const body = Array.from({ length: count }, () => fieldText(making, pick(random, fields), taken, 1)).join(' ');
  const declared = [...making.variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
  const kind = options.mutation ? 'mutation' : 'query';
  return {
    query: `${kind} Random${declared ? `(${declared})` : ''} { ${body} }`,
    variables: Object.fromEntries([...making.variables].map(([name, { value }]) => [name, value])),
  };
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** A field, under another name only where its own is taken: aliases are few. */
function fieldText(making: Making, field: GraphQLField<unknown, unknown>, taken: Set<string>, depth: number): string {
  making.fieldsLeft--;
  const alias = taken.has(field.name) ? `f${depth}_${taken.size}: ` : '';
  taken.add(alias || field.name);
  const args = field.args
    .filter((arg) => isNonNullType(arg.type) || making.random() < 0.4)
    .map((arg) => `${arg.name}: ${argumentText(making, arg)}`);
  const selection = selectionText(making, field.type, depth);
  return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection}`;
}

function argumentText(making: Making, { name: argument, type }: GraphQLArgument): string {
  const name = `v${making.variables.size}`;
  const isPage = PAGE.includes(argument) && making.random() < 0.95;
  const value = isPage ? pick(making.random, PAGE_SIZES) : randomValue(making, type, 0);
  making.variables.set(name, { type: String(type), value });
  return `$${name}`;
}

function selectionText(making: Making, output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const parts: string[] = [];
  const taken = new Set<string>();
  const fields = Object.values(type.getFields());
  for (let i = 0; i < 6 && making.fieldsLeft > 0; i++) {
    const field = pick(making.random, fields);
    const leaf = !isObjectType(getNamedType(field.type)) && !isInterfaceType(getNamedType(field.type));
    if (!leaf && depth >= MAX_DEPTH) continue;
    parts.push(fieldText(making, field, taken, depth + 1));
  }
  if (isInterfaceType(type) && making.fieldsLeft > 0) {
    const member = pick(making.random, making.schema.getPossibleTypes(type));
    const field = pick(making.random, Object.values(member.getFields()));
    if (depth < MAX_DEPTH) parts.push(`... on ${member.name} { ${fieldText(making, field, taken, depth + 1)} }`);
  }
  if (parts.length === 0) parts.push('__typename');
  return ` { ${parts.join(' ')} }`;
}

function randomValue(making: Making, input: GraphQLInputType, depth: number): unknown {
  const { random } = making;
  if (!isNonNullType(input) && random() < 0.1) return null;
  const type = getNullableType(input);
  if (isListType(type)) {
    return Array.from({ length: Math.floor(random() * 3) }, () => randomValue(making, type.ofType, depth + 1));
  }
  if (isEnumType(type)) return pick(random, type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const one = type.isOneOf ? pick(random, fields).name : null;
    const chosen = fields.filter((field) =>
      one === null ? isNonNullType(field.type) || (depth < 3 && random() < 0.4) : field.name === one,
    );
    return Object.fromEntries(
      chosen.map((field) => {
        const value = randomValue(making, field.type, depth + 1);
        return [field.name, one !== null && value === null ? randomScalar(making, 'String') : value];
      }),
    );
  }
  return isScalarType(type) ? randomScalar(making, type.name) : null;
}

function randomScalar(making: Making, name: string): unknown {
  const { random } = making;
  if (name === 'Int') return pick(random, INTS);
  if (name === 'Float') return pick(random, FLOATS);
  if (name === 'ID')
    return pick(random, [...making.ids, 'lead_0', 'nonsense', '', 'act_99999999999999999999', 'token_']);
  return pick(random, SCALARS[name] ?? TEXTS);
}
