import { GraphQLScalarType } from 'graphql';
import { badValue } from './bad-value.js';
import { readJsonLiteral } from './read-json-literal.js';
import { refuseHarmfulJson } from './refuse-harmful-json.js';

/** A JSON object whose shape belongs to the caller. */
export const JsonObjectScalar = new GraphQLScalarType({
  name: 'JSONObject',
  description:
    'A JSON object whose keys belong to the caller or to the definitions: attributes, properties, a document.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: parse,
  parseLiteral: (node, variables) => parse(readJsonLiteral(node, variables)),
});

function parse(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badValue('JSONObject', value, 'write an object such as {"title": "VP Sales"}');
  }
  return refuseHarmfulJson('JSONObject', value);
}
