import type { DocumentNode, FieldNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { GraphQLError, getArgumentValues, getOperationAST, getVariableValues, Kind, print } from 'graphql';
import type { EventFilter } from '../../server/events/event-filter.js';
import type { EventKind } from '../../server/events/new-event.js';
import { streamFields } from './stream-fields.js';
import type { Operation } from './stream-parts.js';
import type { Watchable } from './watchables.js';
import { watchables } from './watchables.js';
import type { SharedDocument } from './without-after.js';
import { withoutAfter } from './without-after.js';

/** A stream of the log: a place in it, a filter, and what to make of each event. */
export interface StreamPlan {
  /** Equal for subscriptions that differ in nothing but `after`. */
  key: string;
  after: string | null;
  filter: EventFilter;
  /** Executed with each event as its root value. */
  operation: Operation;
}

/** What is followed although it is not in the log: one thing of a kind. */
export interface WatchPlan {
  key: string;
  watchable: Watchable;
  id: string;
  /** Executed with `{ id }` as its root value. */
  operation: Operation;
}

/** What a subscription asks for. */
export type SubscriptionPlan = StreamPlan | WatchPlan;

/** Reads a valid subscription; errors for variables that do not fit, and for a field that cannot be followed. */
export function planSubscription(
  schema: GraphQLSchema,
  operation: Operation,
): SubscriptionPlan | readonly GraphQLError[] {
  const node = getOperationAST(operation.document, operation.operationName);
  const root = schema.getSubscriptionType();
  if (!node || !root) return [new GraphQLError('This operation is not a subscription.')];

  const coerced = getVariableValues(schema, node.variableDefinitions ?? [], operation.variables, { maxErrors: 20 });
  if (coerced.errors) return coerced.errors;
  const field = firstField(operation.document, node.selectionSet);
  const definition = field && root.getFields()[field.name.value];
  const watchable = watchables.get(field?.name.value ?? '');
  if (!field || !definition || !(watchable || streamFields.has(field.name.value))) {
    return [new GraphQLError('Select one field that can be followed: events, thresholdCrossed, leadChanged …')];
  }
  try {
    const args: { after?: string; filter?: EventFilter } = getArgumentValues(definition, field, coerced.coerced);
    const shared = sharedDocument(schema, operation.document, node);
    const variables = Object.fromEntries(
      Object.entries(operation.variables).filter(([name]) => shared.variables.has(name)),
    );
    const asked = {
      key: JSON.stringify([shared.text, node.name?.value ?? null, Object.entries(variables).sort(byName)]),
      operation: { document: shared.document, operationName: operation.operationName, variables },
    };
    if (watchable) return { ...asked, watchable, id: watchable.idOf({ ...args }) };
    const filter = narrow(args.filter ?? {}, streamFields.get(field.name.value) ?? null);
    return { ...asked, after: args.after ?? null, filter };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const sharedDocuments = new WeakMap<object, SharedDocument & { text: string }>();

function sharedDocument(schema: GraphQLSchema, document: DocumentNode, node: Parameters<typeof withoutAfter>[2]) {
  const known = sharedDocuments.get(node);
  if (known) return known;
  const shared = withoutAfter(schema, document, node);
  const made = { ...shared, text: print(shared.document) };
  sharedDocuments.set(node, made);
  return made;
}

/** Valid subscriptions have one root field, though fragments may lie around it. */
function firstField(document: DocumentNode, selections: SelectionSetNode): FieldNode | undefined {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : document.definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
          );
    const set = inner && ('selectionSet' in inner ? inner.selectionSet : inner);
    const found = set && firstField(document, set as SelectionSetNode);
    if (found) return found;
  }
  return undefined;
}

function narrow(filter: EventFilter, kinds: readonly EventKind[] | null): EventFilter {
  if (!kinds) return filter;
  return { ...filter, kinds: filter.kinds?.filter((kind) => kinds.includes(kind)) ?? kinds };
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
