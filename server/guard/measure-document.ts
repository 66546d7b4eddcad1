import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

/** How big a document is. Depth and root fields are those of its biggest operation, fragments spread out. */
export interface DocumentSize {
  /** Nested selection sets; what lies below `__schema` and `__type` is not counted. */
  depth: number;
  rootFields: number;
  aliases: number;
  directives: number;
}

interface Walk {
  fragments: Map<string, FragmentDefinitionNode>;
  /** Of a fragment's selection set; undefined until known, null while being looked at: a cycle counts nothing. */
  depths: Map<string, number | null>;
  fields: Map<string, number | null>;
  aliases: number;
  directives: number;
}

/** Measures a parsed document; linear in its size, however its fragments fan out. */
export function measureDocument(document: DocumentNode): DocumentSize {
  const walk: Walk = { fragments: new Map(), depths: new Map(), fields: new Map(), aliases: 0, directives: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) walk.fragments.set(definition.name.value, definition);
  }
  let depth = 0;
  let rootFields = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    countInside(walk, definition.selectionSet);
    walk.directives += definition.directives?.length ?? 0;
    for (const variable of definition.variableDefinitions ?? []) walk.directives += variable.directives?.length ?? 0;
    if (definition.kind === Kind.FRAGMENT_DEFINITION) continue;
    depth = Math.max(depth, depthOf(walk, definition.selectionSet));
    rootFields = Math.max(rootFields, fieldsOf(walk, definition.selectionSet));
  }
  return { depth, rootFields, aliases: walk.aliases, directives: walk.directives };
}

function countInside(walk: Walk, set: SelectionSetNode): void {
  for (const selection of set.selections) {
    walk.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD && selection.alias) walk.aliases += 1;
    if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) countInside(walk, selection.selectionSet);
  }
}

function depthOf(walk: Walk, set: SelectionSetNode): number {
  let inner = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const counts = selection.selectionSet && !['__schema', '__type'].includes(selection.name.value);
      if (counts) inner = Math.max(inner, depthOf(walk, selection.selectionSet as SelectionSetNode));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      inner = Math.max(inner, depthOf(walk, selection.selectionSet) - 1);
    } else {
      inner = Math.max(inner, ofFragment(walk, walk.depths, selection.name.value, depthOf) - 1);
    }
  }
  return inner + 1;
}

function fieldsOf(walk: Walk, set: SelectionSetNode): number {
  let fields = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += fieldsOf(walk, selection.selectionSet);
    else fields += ofFragment(walk, walk.fields, selection.name.value, fieldsOf);
  }
  return fields;
}

function ofFragment(
  walk: Walk,
  known: Map<string, number | null>,
  name: string,
  measure: (walk: Walk, set: SelectionSetNode) => number,
): number {
  const before = known.get(name);
  if (before !== undefined) return before ?? 0;
  const fragment = walk.fragments.get(name);
  if (!fragment) return 0;
  known.set(name, null);
  const measured = measure(walk, fragment.selectionSet);
  known.set(name, measured);
  return measured;
}
