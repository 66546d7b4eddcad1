import type { JsonObject } from '../../../core/scoring/facts.js';
import type { AccountInput } from '../inputs.js';
import { type UserError, userError } from '../user-error.js';
import { checkJson } from './check-json.js';
import { checkText } from './check-text.js';
import { normalDomain } from './normal-domain.js';

/** What is said of the lead's account: its domain and attributes by full path (`account.employees`), and the problems. */
export function checkAccount(input: AccountInput): {
  account: { domain: string | null; attributes: JsonObject };
  problems: UserError[];
} {
  const problems: UserError[] = [];
  let domain: string | null = null;
  if (input.domain != null) {
    problems.push(...checkText(input.domain, ['account', 'domain'], 255));
    domain = normalDomain(input.domain);
    if (problems.length === 0 && domain === null) {
      const message = `'${input.domain}' is not a domain.`;
      problems.push(userError('INVALID', ['account', 'domain'], message, 'Write it like example.com.'));
    }
  }
  if (input.name != null) problems.push(...checkText(input.name, ['account', 'name'], 500));
  if (input.attributes != null) problems.push(...checkJson(input.attributes, ['account', 'attributes']));
  const paths = Object.entries(problems.length > 0 ? {} : (input.attributes ?? {})).map(
    ([key, value]) => [key.startsWith('account.') ? key : `account.${key}`, value] as const,
  );
  const name = input.name == null ? [] : [['account.name', input.name] as const];
  return { account: { domain, attributes: Object.fromEntries([...paths, ...name]) }, problems };
}
