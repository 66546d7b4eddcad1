import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { NoConnection, openConnection } from '../connection.js';
import { wantsJson } from '../output.js';
import { printable } from '../printable.js';
import { upperList } from '../upper-list.js';
import type { TailedEvent } from './describe-event.js';
import { describeEvent } from './describe-event.js';
import { streamEvents } from './stream-events.js';

/** Adds `events tail`: the event log as it grows, from a cursor on, across lost connections. */
export function registerEvents(program: Command): void {
  program
    .command('events')
    .description('the event log')
    .command('tail')
    .description('print events as they happen, one a line; --json prints each as one line of JSON')
    .option('--after <cursor>', "begin behind this cursor, or at the earliest event kept with 'start'")
    .option('--kinds <kinds>', 'only these, such as STAGE_TRANSITION,THRESHOLD_CROSSING', upperList)
    .option('--count <n>', 'end after so many', wholeNumber)
    .action(async (options: TailOptions, command: Command) => tail(command, options));
}

interface TailOptions {
  after?: string;
  kinds?: string[];
  count?: number;
}

const LONGEST_WAIT_MS = 10_000;

async function tail(command: Command, options: TailOptions): Promise<void> {
  const connection = openConnection(command);
  const print = wantsJson(command)
    ? (event: TailedEvent) => JSON.stringify(event)
    : (event: TailedEvent) => printable(describeEvent(event));
  const filter = options.kinds ? { kinds: options.kinds } : undefined;
  let after = options.after ?? null;
  let left = options.count ?? Number.POSITIVE_INFINITY;
  let connected = false;
  for (let wait = 250; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      for await (const { event, cursor } of streamEvents(connection, { after, filter })) {
        connected = true;
        after = cursor;
        if (!event) continue;
        wait = 250;
        process.stdout.write(`${print({ ...event, cursor })}\n`);
        left -= 1;
        if (left <= 0) return;
      }
    } catch (error) {
      // Without a cursor nothing can be resumed: what was missed would be missed silently.
      if (!(error instanceof NoConnection) || !connected || after === null) throw error;
    }
    process.stderr.write(`The connection was lost; trying again after ${after}.\n`);
    await delay(wait);
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
