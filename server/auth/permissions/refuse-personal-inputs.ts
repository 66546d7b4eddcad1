import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { CallerError } from '../../errors.js';
import type { Principal } from '../principal.js';
import { ruleFor } from './rule-for.js';

/** Members of inputs that ask for a personal value: the answer would tell what is masked. */
const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  LeadFilter: ['email', 'search', 'attribute'],
  FunnelInput: ['groupByPath'],
};

/**
 * Makes every field that takes such an input refuse it (FORBIDDEN) to callers who would see `Lead.attributes` masked:
 * who may not read an address may not search by it either. Changes the schema in place, once.
 */
export function refusePersonalInputs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.some((arg) => canHold(arg.type, new Set()))) guardField(field);
    }
  }
}

function canHold(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return named.name in PERSONAL || Object.values(named.getFields()).some((field) => canHold(field.type, seen));
}

function guardField(field: GraphQLField<unknown, { principal: Principal }>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Record<string, unknown>, context, info) => {
    if (ruleFor(context.principal, 'Lead.attributes') === 'mask') {
      for (const arg of field.args) refuse(arg.type, args[arg.name]);
    }
    return resolve(source, args, context, info);
  };
}

function refuse(type: GraphQLInputType, value: unknown): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const each of value) refuse(type, each);
    return;
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return;
  for (const [name, inner] of Object.entries(value)) {
    const member = named.getFields()[name];
    if (!member || inner === null || inner === undefined) continue;
    if (PERSONAL[named.name]?.includes(name)) {
      throw new CallerError(
        'FORBIDDEN',
        `This token may not ask by ${named.name}.${name}: it may not see personal data.`,
      );
    }
    refuse(member.type, inner);
  }
}
