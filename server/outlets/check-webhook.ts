import type { UserError } from '../leads/user-error.js';
import { userError } from '../leads/user-error.js';
import type { OutgoingRules } from './outgoing-rules.js';
import { refuseUrl } from './refuse-url.js';
import type { CreateWebhookInput, UpdateWebhookInput } from './webhook-inputs.js';

const KEY = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** What is wrong with an endpoint as written: a forbidden address, no kind of event, a key that is none. */
export function checkWebhook(
  rules: OutgoingRules,
  input: Pick<UpdateWebhookInput, 'url' | 'kinds'> & Pick<CreateWebhookInput, 'key'>,
): UserError[] {
  return [...checkUrl(rules, input.url), ...checkKinds(input.kinds), ...checkKey(input.key)];
}

function checkUrl(rules: OutgoingRules, url: string | null | undefined): UserError[] {
  const refused = typeof url === 'string' ? refuseUrl(rules, url) : null;
  if (refused === null) return [];
  const hint = 'Give the public address of the receiver.';
  return [userError('INVALID', ['url'], `This address is not called: ${refused}`, hint)];
}

function checkKinds(kinds: readonly string[] | null | undefined): UserError[] {
  if (!kinds || kinds.length > 0) return [];
  return [userError('REQUIRED', ['kinds'], 'Without a kind of event nothing would be sent.', 'Name at least one.')];
}

function checkKey(key: string | null | undefined): UserError[] {
  if (!key || KEY.test(key)) return key === '' ? checkKey(' ') : [];
  const message = `The key ${JSON.stringify(key.slice(0, 80))} is not 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit.`;
  return [userError('INVALID', ['key'], message, 'Write one such as sales-alerts.')];
}
