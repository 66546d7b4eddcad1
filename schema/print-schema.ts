import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildAccordSchema } from './build-schema.js';

/** The schema as text, the same every time: what `schema/schema.graphql` and `/schema.graphql` hold. */
export function printAccordSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildAccordSchema()))}\n`;
}
