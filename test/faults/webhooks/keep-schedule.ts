import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { eventually } from '../../helpers/eventually.js';
import type { Door } from '../../helpers/graphql.js';
import type { Receiver } from '../../helpers/receiver.js';
import { startReceiver } from '../../helpers/receiver.js';
import { makeWebhook, readWebhook, upsert } from '../../schema/webhooks/webhook-calls.js';

/** On the way to a receiver this much may be added to what is within a fifth. */
const ON_THE_WAY_MS = 150;

/**
 * W3: receivers that answer 500, redirect, are gone (410), ask to wait (429), never answer or refuse the connection, against a
 * server with this schedule and time-out. `leads` events each; every gap between attempts is held against the schedule.
 */
export async function keepSchedule(
  door: Door,
  options: { retryMs: readonly number[]; timeoutMs: number; waitMs: number; leads: number; deadlineMs: number },
) {
  const { retryMs, timeoutMs, waitMs, leads, deadlineMs } = options;
  const canary = await startReceiver(() => 200);
  const answers = {
    failing: await startReceiver(() => 500),
    redirecting: await startReceiver((_received, response) => {
      response.writeHead(301, { location: canary.url }).end();
      return undefined;
    }),
    gone: await startReceiver(() => 410),
    waiting: await startReceiver((_received, response) => {
      response.writeHead(429, { 'retry-after': String(waitMs / 1_000) }).end();
      return undefined;
    }),
    hanging: await startReceiver(() => undefined),
  };
  const targets = { ...urlsOf(answers), refused: await closedPort() };
  const ids: Record<string, string> = {};
  for (const [name, url] of Object.entries(targets)) ids[name] = (await makeWebhook(door, url, '[LEAD]')).webhook.id;
  for (let lead = 0; lead < leads; lead++) await upsert(door, `schedule-${Date.now()}-${lead}@faults.example`);

  const read = (name: string) => readWebhook(door, ids[name] as string);
  for (const name of Object.keys(targets).filter((each) => each !== 'gone')) {
    await eventually(async () => {
      const { nodes } = (await read(name)).deliveries;
      return nodes.length === leads && nodes.every((node) => node.nextAttemptAt === null && node.attempts > 0);
    }, deadlineMs);
  }

  const problems: string[] = [];
  const gaps: Record<string, { from: number; to: number }[]> = {};
  const hold = (
    name: keyof typeof answers,
    least: (delay: number) => number,
    most: (delay: number) => number,
    answerMs = 0,
  ) => {
    gaps[name] = retryMs.map((delay, index) => {
      const measured = gapsOf(answers[name], index).map((gap) => gap - answerMs);
      const [from, to] = [Math.min(...measured), Math.max(...measured)];
      if (from < least(delay) || to > most(delay) + ON_THE_WAY_MS)
        problems.push(`${name}, ${delay} ms: ${from} to ${to}`);
      return { from: Math.round(from), to: Math.round(to) };
    });
  };
  hold(
    'failing',
    (delay) => delay * 0.8,
    (delay) => delay * 1.2,
  );
  hold(
    'redirecting',
    (delay) => delay * 0.8,
    (delay) => delay * 1.2,
  );
  hold(
    'hanging',
    (delay) => delay * 0.8,
    (delay) => delay * 1.2,
    timeoutMs,
  );
  hold(
    'waiting',
    (delay) => Math.max(delay * 0.8, waitMs),
    (delay) => Math.max(delay, waitMs) * 3,
  );

  const refused = (await read('refused')).deliveries.nodes;
  if (refused.some(({ attempts }) => attempts !== retryMs.length + 1))
    problems.push('a refused connection was not retried');
  const gone = await read('gone');
  if (gone.enabled || !gone.disabledReason?.includes('410')) problems.push('410 did not switch it off');
  if (answers.gone.received.length > leads) problems.push('what is gone was sent more');
  if (canary.connections() > 0) problems.push('a redirect was followed');
  const exhausted = (await read('failing')).deliveries.nodes;
  if (exhausted.some(({ succeededAt, lastError }) => succeededAt || !lastError)) problems.push('a failure is not told');
  for (const receiver of [canary, ...Object.values(answers)]) await receiver.close();
  return { figures: { attemptsEach: retryMs.length + 1, gaps }, problems };
}

function urlsOf(receivers: Record<string, Receiver>): Record<string, string> {
  return Object.fromEntries(Object.entries(receivers).map(([name, { url }]) => [name, url]));
}

/** Between attempt `index` and the next of each event. */
function gapsOf({ received }: Receiver, index: number): number[] {
  const byEvent = Map.groupBy(received, ({ headers }) => headers['webhook-id']);
  return [...byEvent.values()].flatMap((attempts) => {
    const [one, next] = [attempts[index], attempts[index + 1]];
    return one && next ? [next.at - one.at] : [];
  });
}

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
