import { GraphQLScalarType, Kind } from 'graphql';
import { badValue } from './bad-value.js';

/** A scalar of text: `read` returns the text as it is kept, or null where it is not of this kind. */
export function textScalar(options: {
  name: string;
  description: string;
  specifiedByURL?: string;
  /** Completes 'is not a X: …'. */
  advice: string;
  read(text: string): string | null;
}): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const kept = typeof value === 'string' ? options.read(value) : null;
    if (kept === null) throw badValue(options.name, value, options.advice);
    return kept;
  };
  return new GraphQLScalarType<string, string>({
    name: options.name,
    description: options.description,
    specifiedByURL: options.specifiedByURL,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}
