import type { GraphQLField, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

const SCALARS: Readonly<Record<string, string>> = {
  ID: '"lead_none"',
  String: '"none"',
  Int: '1',
  Float: '1',
  Boolean: 'false',
  DateTime: '"2026-01-01T00:00:00Z"',
  EmailAddress: '"nobody@example.com"',
  JSONObject: '{}',
  URL: '"https://hooks.invalid/"',
  CommitId: `"${'0'.repeat(40)}"`,
};

/** A valid selection of one root field: the least arguments, `__typename` of what it answers. */
export function sampleField(field: GraphQLField<unknown, unknown>): string {
  const args = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${sampleValue(arg.type)}`);
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${isLeaf(field.type) ? '' : ' { __typename }'}`;
}

/** For every field of every object type, the shortest operation that reaches it from a root; by `Type.field`. */
export function sampleOperations(schema: GraphQLSchema): Map<string, string> {
  const found = new Map<string, string>();
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const reached = new Set<string>();
  let open: { type: string; wrap: (inner: string) => string }[] = [];
  for (const [word, root] of Object.entries(roots)) {
    if (root) open.push({ type: root.name, wrap: (inner) => `${word} { ${inner} }` });
  }
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { type: name, wrap } of open) {
      const type = schema.getType(name);
      if (!isObjectType(type) || reached.has(name)) continue;
      reached.add(name);
      for (const field of Object.values(type.getFields())) {
        found.set(`${name}.${field.name}`, wrap(sampleField(field)));
        const named = getNamedType(field.type);
        const into = (inner: string) => wrap(sampleField(field).replace(/\{ __typename \}$/, `{ ${inner} }`));
        if (isObjectType(named)) next.push({ type: named.name, wrap: into });
        if (isAbstractType(named)) {
          for (const each of schema.getPossibleTypes(named)) {
            next.push({ type: each.name, wrap: (inner) => into(`... on ${each.name} { ${inner} }`) });
          }
        }
      }
    }
    open = next;
  }
  return found;
}

/** Whether it is selected without a selection. */
export function isLeaf(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return isScalarType(named) || isEnumType(named);
}

function sampleValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleValue(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return SCALARS[String(type)] ?? '"none"';
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{${given.map((field) => `${field.name}: ${sampleValue(field.type)}`).join(', ')}}`;
}
