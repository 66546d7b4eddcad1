import type { DocumentNode, GraphQLSchema } from 'graphql';
import { askedFields } from '../permissions/asked-fields.js';
import { ruleFor } from '../permissions/rule-for.js';
import type { Principal } from '../principal.js';

/** Whether the answer to a valid document depends on which rows are the caller's own, so that no other caller may be sent it. */
export function asksForOwnRows(schema: GraphQLSchema, document: DocumentNode, principal: Principal): boolean {
  for (const keys of askedFields(schema, document, null).values()) {
    if (keys.some((key) => ruleFor(principal, key) === 'own')) return true;
  }
  return false;
}
