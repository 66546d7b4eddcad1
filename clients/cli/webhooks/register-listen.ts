import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { openConnection } from '../connection.js';
import { wantsJson } from '../output.js';
import { printable } from '../printable.js';
import { upperList } from '../upper-list.js';
import { makeWebhook } from './make-webhook.js';
import type { ReceivedEvent } from './start-listener.js';
import { startListener } from './start-listener.js';

const DELETE = 'mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { userErrors { message } } }';

interface ListenOptions {
  port: number;
  secret?: string;
  kinds: string[];
  forward?: string;
  count?: number;
}

/** Adds `webhooks listen`: a receiver on this machine, for trying things out. */
export function registerListen(webhooks: Command): void {
  webhooks
    .command('listen')
    .description('receive events here, verify and print them, one a line; --json prints each as one line of JSON')
    .option('--port <port>', 'listen on this port of 127.0.0.1; 0: any', wholeNumber, 0)
    .option(
      '--secret <secret>',
      'only receive, and verify with this secret; without, a webhook is made and deleted at the end',
    )
    .option('--kinds <kinds>', 'kinds of events of the webhook made', upperList, [
      'STAGE_TRANSITION',
      'THRESHOLD_CROSSING',
    ])
    .option('--forward <url>', 'hand every verified request on to this URL and answer as it does', httpUrl)
    .option('--count <n>', 'end after so many', wholeNumber)
    .addHelpText(
      'after',
      '\nA server refuses receivers on its own machine unless it is started with ACCORD_WEBHOOK_ALLOW_CIDRS=127.0.0.0/8.',
    )
    .action((options: ListenOptions, command: Command) => listen(command, options));
}

async function listen(command: Command, options: ListenOptions): Promise<void> {
  let left = options.count ?? Number.POSITIVE_INFINITY;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const print = wantsJson(command)
    ? (event: ReceivedEvent) => JSON.stringify(event)
    : (event: ReceivedEvent) => printable(describeEvent(event));
  const listener = await startListener({
    port: options.port,
    forward: options.forward ?? null,
    onEvent(event) {
      process.stdout.write(`${print(event)}\n`);
      left -= 1;
      if (left <= 0) end();
    },
    onRefused: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const connection = openConnection(command);
  let made: string | null = null;
  try {
    if (options.secret) listener.verifyWith(options.secret);
    else {
      const { secret, webhook } = await makeWebhook(connection, { url: listener.url, kinds: options.kinds });
      made = webhook.id;
      listener.verifyWith(secret ?? '');
    }
    process.stderr.write(`Listening at ${listener.url}${made ? ` as ${made}` : ''}; end with Ctrl-C.\n`);
    await ended;
  } finally {
    await listener.close();
    if (made) await connection.request(DELETE, { id: made });
  }
}

function describeEvent({ time, type, subject, id }: ReceivedEvent): string {
  return [time, type, subject ?? '-', id].join('  ');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:3000/hooks.');
  }
  return text;
}
