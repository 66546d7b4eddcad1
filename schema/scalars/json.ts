import { GraphQLScalarType } from 'graphql';
import { readJsonLiteral } from './read-json-literal.js';
import { refuseHarmfulJson } from './refuse-harmful-json.js';

/** Any JSON value. */
export const JsonValue = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value: the before and after of a change, the sections of a report.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => refuseHarmfulJson('JSON', value),
  parseLiteral: (node, variables) => refuseHarmfulJson('JSON', readJsonLiteral(node, variables)),
});
