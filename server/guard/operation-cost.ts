import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { getNamedType, getNullableType, isInterfaceType, isListType, isObjectType, Kind } from 'graphql';

/** Points an operation costs: each object asked for is a hundredth, times the size of every page around it. */
export const COST = {
  /** An object field. */
  object: 0.01,
  /** A root field of a mutation, and each item of the lists in its input. */
  mutation: 0.1,
  item: 0.01,
  /** Rows assumed of a page that names no size, and of a list without pages. */
  page: 25,
  list: 10,
  /** Never less than this, so that no operation is free. */
  least: 1,
} as const;

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  /** Cost of a fragment, once computed; -1 while it is being computed (a cycle costs nothing more). */
  known: Map<string, number>;
  page: number;
}

/** What an operation asks for, before it runs. */
export interface OperationCost {
  points: number;
  /** The size of its biggest page; 0 where none is named. */
  page: number;
}

/** The cost of one operation of a valid document, and its biggest page; linear in the document however its fragments fan out. */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): OperationCost {
  const walk: Walk = { schema, fragments: new Map(), variables, known: new Map(), page: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) walk.fragments.set(definition.name.value, definition);
  }
  let cost = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName && definition.name?.value !== operationName) continue;
    const root = schema.getRootType(definition.operation);
    walk.variables = { ...defaultSizes(definition), ...variables };
    walk.known.clear();
    cost += costOfSelections(walk, definition.selectionSet, root ?? undefined);
    if (definition.operation === 'mutation') cost += costOfWriting(walk, definition.selectionSet);
  }
  return { points: Math.max(COST.least, Math.ceil(cost)), page: walk.page };
}

/** The numbers that variables have where none is given. */
function defaultSizes({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, number> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
}

function costOfSelections(walk: Walk, set: SelectionSetNode, type: GraphQLNamedType | undefined): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += costOfField(walk, selection, type);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition ? walk.schema.getType(selection.typeCondition.name.value) : type;
      cost += costOfSelections(walk, selection.selectionSet, inner);
    } else cost += costOfFragment(walk, selection.name.value);
  }
  return cost;
}

function costOfFragment(walk: Walk, name: string): number {
  const known = walk.known.get(name);
  if (known !== undefined) return Math.max(0, known);
  const fragment = walk.fragments.get(name);
  if (!fragment) return 0;
  walk.known.set(name, -1);
  const cost = costOfSelections(walk, fragment.selectionSet, walk.schema.getType(fragment.typeCondition.name.value));
  walk.known.set(name, cost);
  return cost;
}

function costOfField(walk: Walk, field: FieldNode, parent: GraphQLNamedType | undefined): number {
  if (!field.selectionSet) return 0;
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  const definition = fields[field.name.value];
  const type = definition?.type;
  const inner = costOfSelections(walk, field.selectionSet, type && getNamedType(type));
  const list = type && isListType(getNullableType(type)) && !isPage(parent);
  return COST.object + inner * rowsOf(walk, field, list, definition?.args);
}

/** The lists of a page are as long as was asked of the page itself. */
function isPage(parent: GraphQLNamedType | undefined): boolean {
  return parent?.name.endsWith('Connection') ?? false;
}

function rowsOf(
  walk: Walk,
  field: FieldNode,
  list: boolean | undefined,
  args: readonly { name: string }[] | undefined,
): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const size = numberOf(walk, argument.value);
    if (size === null) continue;
    walk.page = Math.max(walk.page, size);
    return Math.max(0, size);
  }
  if (args?.some((arg) => arg.name === 'first')) return COST.page;
  return list ? COST.list : 1;
}

function numberOf(walk: Walk, value: ValueNode): number | null {
  const found =
    value.kind === Kind.INT
      ? Number(value.value)
      : value.kind === Kind.VARIABLE
        ? walk.variables[value.name.value]
        : null;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** Writing costs by root field and by every list item handed in, whether as a variable or as a literal. */
function costOfWriting(walk: Walk, set: SelectionSetNode): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    cost += COST.mutation;
    for (const argument of selection.arguments ?? []) cost += COST.item * itemsOfNode(walk, argument.value);
  }
  return cost;
}

function itemsOfNode(walk: Walk, node: ValueNode): number {
  if (node.kind === Kind.VARIABLE) return itemsOfValue(walk.variables[node.name.value]);
  if (node.kind === Kind.LIST) return node.values.length;
  if (node.kind !== Kind.OBJECT) return 0;
  return node.fields.reduce((sum, field) => sum + itemsOfNode(walk, field.value), 0);
}

function itemsOfValue(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 0);
}
