import { GraphQLScalarType } from 'graphql';
import { readJsonLiteral } from './read-json-literal.js';
import { refuseHarmfulJson } from './refuse-harmful-json.js';

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value: what stands at a place of a definition, before and after a change.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => refuseHarmfulJson('JSON', value),
  parseLiteral: (node, variables) => refuseHarmfulJson('JSON', readJsonLiteral(node, variables)),
});
