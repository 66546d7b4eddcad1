import { normalEmail } from '../../auth/normal-email.js';
import type { ExternalIdInput, LeadRef } from '../inputs.js';
import type { LeadIdentity } from '../intake/item.js';
import { type UserError, userError } from '../user-error.js';
import { checkText } from './check-text.js';

const MAX_KEY = 255;

/** The identity a reference names, or the problems of the reference. */
export function readLeadRef(ref: LeadRef, field: string[]): { identity: LeadIdentity | null; problems: UserError[] } {
  const given = (['id', 'email', 'externalId', 'anonymousId'] as const).filter((name) => ref[name] != null);
  if (given.length !== 1) {
    const message = `A lead is named by exactly one of id, email, externalId, anonymousId; ${given.length} were given.`;
    return { identity: null, problems: [userError('INVALID', field, message)] };
  }
  if (ref.email != null) return readEmail(ref.email, [...field, 'email']);
  if (ref.externalId != null) return readExternalId(ref.externalId, [...field, 'externalId']);
  const [system, value, name] =
    ref.id != null ? ['id', ref.id, 'id'] : ['anonymous', ref.anonymousId as string, 'anonymousId'];
  return named({ system, value }, checkText(value, [...field, name], MAX_KEY));
}

/** The identity of an e-mail address, or why it is none. */
export function readEmail(text: string, field: string[]): { identity: LeadIdentity | null; problems: UserError[] } {
  const problems = checkText(text, field, MAX_KEY);
  const email = normalEmail(text);
  if (problems.length === 0 && email === null) {
    problems.push(
      userError('INVALID', field, `'${text}' is not an e-mail address.`, 'Write it like anna@example.com.'),
    );
  }
  return named({ system: 'email', value: email ?? '' }, problems);
}

/** The identity of an id in another system, or why it is none. */
export function readExternalId(
  { system, value }: ExternalIdInput,
  field: string[],
): { identity: LeadIdentity | null; problems: UserError[] } {
  const problems = [...checkText(system, [...field, 'system'], 100), ...checkText(value, [...field, 'value'], MAX_KEY)];
  return named({ system: `ext:${system}`, value }, problems);
}

function named(
  identity: LeadIdentity,
  problems: UserError[],
): { identity: LeadIdentity | null; problems: UserError[] } {
  return problems.length > 0 ? { identity: null, problems } : { identity, problems: [] };
}
