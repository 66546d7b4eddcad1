import type { GraphQLField, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isListType, isNonNullType, isObjectType } from 'graphql';
import type { Principal } from '../principal.js';
import { permissionTable } from './permission-table.js';
import { ruleFor } from './rule-for.js';

/**
 * Makes every field that some role sees empty look at who asks: whatever way leads to it (lists, edges, `node`, streams),
 * the answer is the same. The context must carry `principal`. Changes the schema in place, once.
 */
export function maskFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const key = `${type.name}.${field.name}`;
      if (Object.values(permissionTable.get(key) ?? {}).includes('mask')) maskField(field, key);
    }
  }
}

function maskField(field: GraphQLField<unknown, { principal: Principal }>, key: string): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const masked = new WeakMap<Principal, boolean>();
  const empty = !isNonNullType(field.type) ? () => null : isListType(field.type.ofType) ? () => [] : () => ({});
  field.resolve = (source, args, context, info) => {
    let hidden = masked.get(context.principal);
    if (hidden === undefined) {
      hidden = !['allow', 'own'].includes(ruleFor(context.principal, key));
      masked.set(context.principal, hidden);
    }
    return hidden ? empty() : resolve(source, args, context, info);
  };
}
