import type { GraphQLField, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isListType, isNonNullType, isObjectType } from 'graphql';
import { CallerError } from '../../errors.js';
import type { Principal } from '../principal.js';
import { ownRows } from '../rows/row-scope.js';
import type { Rule } from './access.js';
import { permissionTable } from './permission-table.js';
import { ruleFor } from './rule-for.js';

/**
 * Makes every field that some role sees empty, or on rows of its own only, look at who asks: whatever way leads to it (lists,
 * edges, `node`, streams), the answer is the same. On another's row a field is empty, or FORBIDDEN where it cannot be. The
 * context must carry `principal`. Changes the schema in place, once.
 */
export function maskFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || ROOTS.has(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      const rules = Object.values(permissionTable.get(`${type.name}.${field.name}`) ?? {});
      if (rules.includes('mask') || rules.includes('own')) maskField(field, type.name);
    }
  }
}

/** What a root field reaches is decided by the operation behind it. */
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

function maskField(field: GraphQLField<unknown, { principal: Principal }>, type: string): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const known = new WeakMap<Principal, Rule>();
  const empty = emptyOf(field, type);
  field.resolve = (source, args, context, info) => {
    let rule = known.get(context.principal);
    if (rule === undefined) {
      rule = ruleFor(context.principal, `${type}.${field.name}`);
      known.set(context.principal, rule);
    }
    const shown = rule === 'allow' || (rule === 'own' && ownRows(context.principal, type).sees(source));
    return shown ? resolve(source, args, context, info) : empty();
  };
}

function emptyOf({ type, name }: Pick<GraphQLField<unknown, unknown>, 'type' | 'name'>, parent: string): () => unknown {
  if (!isNonNullType(type)) return () => null;
  if (isListType(type.ofType)) return () => [];
  if (String(type.ofType) === 'JSONObject') return () => ({});
  return () => {
    throw new CallerError('FORBIDDEN', `This token may ask for ${parent}.${name} of its own rows only.`);
  };
}
