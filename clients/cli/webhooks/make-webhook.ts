import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import type { UserError } from '../user-errors.js';
import { refuseUserErrors, USER_ERRORS } from '../user-errors.js';
import type { Webhook } from './describe-webhooks.js';
import { WEBHOOK_FIELDS } from './describe-webhooks.js';

/** Input of `createWebhook`. */
export interface CreateWebhookInput {
  url: string;
  kinds: string[];
  key?: string;
  format?: 'SLACK';
}

/** A webhook just made, and its secret where it signs. */
export interface MadeWebhook {
  secret: string | null;
  webhook: Webhook;
}

const CREATE = `mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret webhook { ${WEBHOOK_FIELDS} } ${USER_ERRORS} }
}`;

/** Makes a webhook. @throws CliError with what the server says is wrong */
export async function makeWebhook(connection: Connection, input: CreateWebhookInput): Promise<MadeWebhook> {
  const answer = await connection.request<{
    createWebhook: { secret: string | null; webhook: Webhook | null; userErrors: UserError[] };
  }>(CREATE, { input });
  const { secret, webhook, userErrors } = answer.createWebhook;
  refuseUserErrors(userErrors);
  if (!webhook) throw new CliError('The server made no webhook and did not say why.');
  return { secret, webhook };
}
