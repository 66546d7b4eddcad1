import type { GraphQLField, GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import type { Trail } from '../audit/open-trail.js';
import type { Principal } from '../auth/principal.js';

type Args = Readonly<Record<string, unknown>>;

/** Ids as the server makes them: they name nobody. What else a caller sends may be personal. */
const ID = /^[a-z]+_[0-9a-f]{32}$/;

/** Leaves a trail of every mutation that a rule of the domain refused, wholly or in part: who, which, and the codes. Changes the schema in place, once. */
export function noteRefusedMutations(schema: GraphQLSchema, trail: Trail): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) noteRefused(field, trail);
}

function noteRefused(field: GraphQLField<unknown, { principal: Principal }>, trail: Trail): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args: Args, context, info) => {
    const payload: unknown = await resolve(source, args, context, info);
    for (const code of codesOf(payload)) {
      const trace = { actor: context.principal.actor, action: `refused.${code}`, subject: subjectOf(args) };
      trail.note({ ...trace, detail: { operation: field.name } });
    }
    return payload;
  };
}

function codesOf(payload: unknown): Set<string> {
  const { userErrors = [] } = (payload ?? {}) as { userErrors?: readonly { code: string }[] };
  return new Set(userErrors.map(({ code }) => code));
}

/** The first thing of ours that the arguments name, at most two levels down. */
function subjectOf(args: Args, levels = 2): string | null {
  for (const [name, value] of Object.entries(args)) {
    if (name === 'number' && typeof value === 'number') return `pull_${value}`;
    if (typeof value === 'string' && ID.test(value)) return value;
    const held =
      levels > 0 && value !== null && typeof value === 'object' ? subjectOf(value as Args, levels - 1) : null;
    if (held !== null) return held;
  }
  return null;
}
