import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  seen: Set<string>;
  asked: Map<string, readonly string[]>;
}

/**
 * The fields a valid document asks for, `@skip`ped ones included, as `Type.field`, each with the entries of the permission
 * table it may turn out to be: a field of an interface is asked of every type that implements it. Without a name that
 * decides it, all operations are looked at.
 */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): ReadonlyMap<string, readonly string[]> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named = operations.filter((operation) => operationName && operation.name?.value === operationName);
  const walk: Walk = { schema, fragments, seen: new Set(), asked: new Map() };
  for (const operation of named.length > 0 ? named : operations) {
    visit(walk, operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  }
  return walk.asked;
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
      const key = `${parent.name}.${field.name}`;
      if (!walk.asked.has(key)) {
        const types = isInterfaceType(parent) ? [parent, ...walk.schema.getPossibleTypes(parent)] : [parent];
        walk.asked.set(
          key,
          types.map((type) => `${type.name}.${field.name}`),
        );
      }
      if (selection.selectionSet) visit(walk, selection.selectionSet, getNamedType(field.type));
    }
  }
}
