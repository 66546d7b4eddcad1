import type { JsonObject } from '../../../core/scoring/facts.js';
import { type UserError, userError } from '../user-error.js';
import { checkJson } from './check-json.js';

/** Attributes that are set elsewhere, and where. */
const OWN_FIELDS: Record<string, string> = { email: 'email', owner: 'ownerId', segment: 'segment', account: 'account' };

/** Problems of attributes by path: no JSON that can be kept, or a path that has a field of its own. */
export function checkAttributes(attributes: JsonObject | null | undefined): UserError[] {
  if (attributes == null) return [];
  const problems = checkJson(attributes, ['attributes']);
  if (problems.length > 0) return problems;
  return Object.keys(attributes).flatMap((path) => {
    const own = Object.hasOwn(OWN_FIELDS, path) ? OWN_FIELDS[path] : undefined;
    if (own === undefined) return [];
    const hint = `Give it as '${own}' of upsertLead.`;
    return [userError('INVALID', ['attributes', path], `'${path}' is not set among the attributes.`, hint)];
  });
}
