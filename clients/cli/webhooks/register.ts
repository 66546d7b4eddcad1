import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { printResult, wantsJson } from '../output.js';
import { upperList } from '../upper-list.js';
import type { UserError } from '../user-errors.js';
import { refuseUserErrors, USER_ERRORS } from '../user-errors.js';
import type { Delivery, Webhook } from './describe-webhooks.js';
import { DELIVERY_FIELDS, describeDelivery, describeWebhooks, WEBHOOK_FIELDS } from './describe-webhooks.js';
import type { CreateWebhookInput } from './make-webhook.js';
import { makeWebhook } from './make-webhook.js';
import { registerListen } from './register-listen.js';

const TEST = `mutation TestWebhook($id: ID!) {
  testWebhook(id: $id) { delivery { ${DELIVERY_FIELDS} } ${USER_ERRORS} }
}`;

const REPLAY = `mutation ReplayWebhook($id: ID!, $after: String!) {
  replayWebhook(input: {id: $id, after: $after}) { webhook { ${WEBHOOK_FIELDS} } ${USER_ERRORS} }
}`;

/** Adds `webhooks list`, `create`, `test`, `replay` and `listen`. */
export function registerWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('endpoints that are sent events');
  webhooks
    .command('list', { isDefault: true })
    .description('list them, with how far behind each is')
    .action(async (_options: object, command: Command) => {
      const query = `{ webhooks { ${WEBHOOK_FIELDS} } }`;
      const answer = await openConnection(command).request<{ webhooks: Webhook[] }>(query);
      printResult(command, answer.webhooks, describeWebhooks);
    });
  webhooks
    .command('create <endpoint>')
    .description('make one for the URL of a receiver and print its secret, which is shown only now')
    .requiredOption('--kinds <kinds>', 'such as STAGE_TRANSITION,THRESHOLD_CROSSING', upperList)
    .option('--key <key>', 'a name for it, such as sales-alerts')
    .option('--slack', 'the URL is an incoming webhook of Slack')
    .action(async (url: string, options: CreateOptions, command: Command) => {
      const input: CreateWebhookInput = {
        url,
        kinds: options.kinds,
        ...(options.key ? { key: options.key } : {}),
        ...(options.slack ? { format: 'SLACK' } : {}),
      };
      const made = await makeWebhook(openConnection(command), input);
      printResult(command, made, ({ secret, webhook }) => secret ?? `${webhook.id} (to Slack nothing is signed)`);
    });
  webhooks
    .command('test <id>')
    .description('send it a test event and say what became of it')
    .action(async (id: string, _options: object, command: Command) => {
      const answer = await openConnection(command).request<{ testWebhook: Tested }>(TEST, { id });
      refuseUserErrors(answer.testWebhook.userErrors);
      const { delivery } = answer.testWebhook;
      if (!delivery) throw new CliError('The server did not say what became of the test event.');
      if (!delivery.succeededAt && !wantsJson(command)) throw new CliError(describeDelivery(delivery));
      printResult(command, delivery, describeDelivery);
      if (!delivery.succeededAt) process.exitCode = 1;
    });
  webhooks
    .command('replay <id>')
    .description('send it again all it was sent after a cursor, under the original ids')
    .requiredOption('--after <cursor>', "a cursor of events, or 'start' for the earliest kept")
    .action(async (id: string, { after }: { after: string }, command: Command) => {
      const answer = await openConnection(command).request<{ replayWebhook: Replayed }>(REPLAY, { id, after });
      refuseUserErrors(answer.replayWebhook.userErrors);
      printResult(command, answer.replayWebhook.webhook, (webhook) => describeWebhooks(webhook ? [webhook] : []));
    });
  registerListen(webhooks);
}

interface CreateOptions {
  kinds: string[];
  key?: string;
  slack?: boolean;
}

interface Tested {
  delivery: Delivery | null;
  userErrors: UserError[];
}

interface Replayed {
  webhook: Webhook | null;
  userErrors: UserError[];
}
