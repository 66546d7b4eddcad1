import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError, getOperationAST, getVariableValues } from 'graphql';

/** Errors told of one operation's variables, before it says that there are too many. */
const TOLD = 3;

/** Why variables do not fit their types, told of the first few: graphql alone tells of fifty, each with the whole value. */
export function findWrongVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  const operation = getOperationAST(document, operationName);
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: TOLD });
  return (errors ?? []).map(({ message, nodes }) => {
    return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
  });
}
