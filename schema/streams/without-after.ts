import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** A subscription without its place in the log: what subscribers at different places have in common. */
export interface SharedDocument {
  document: DocumentNode;
  /** The variables it still uses. */
  variables: ReadonlySet<string>;
}

/** Takes `after` out of the root field of a valid subscription, with the variables and definitions only it used. */
export function withoutAfter(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): SharedDocument {
  const types = new TypeInfo(schema);
  const root = schema.getSubscriptionType();
  const bare = visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: (node) => (node === operation ? undefined : null),
      Argument: (node) => {
        const ofRootField = types.getParentType() === root && !types.getDirective();
        return node.name.value === 'after' && ofRootField ? null : undefined;
      },
    }),
  );
  const variables = usedVariables(bare);
  return {
    variables,
    document: {
      ...bare,
      definitions: bare.definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? {
              ...definition,
              variableDefinitions: definition.variableDefinitions?.filter((each) =>
                variables.has(each.variable.name.value),
              ),
            }
          : definition,
      ),
    },
  };
}

function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => {
      used.add(node.name.value);
    },
  });
  return used;
}
