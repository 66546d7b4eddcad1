import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../helpers/eventually.js';
import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';
import { makeWebhook } from '../../schema/webhooks/webhook-calls.js';
import { startJudgingReceiver } from './start-judging-receiver.js';

/** A server that can be killed and started again on the same data. */
export interface Killable extends Door {
  kill(): Promise<void>;
}

/**
 * W2: a receiver that fails a share of requests, a writer that goes on, a server killed and started again. Every event of the
 * log is taken at least once, under one id, with one body, signed; each lead's events in order. Answers with a server that runs.
 */
export async function surviveKills(
  start: () => Promise<Killable>,
  options: { kills: number; everyMs: number; share: number; random: () => number; deadlineMs: number },
) {
  const { kills, everyMs, share, random, deadlineMs } = options;
  const run = `${Date.now()}`;
  let server = await start();
  const receiver = await startJudgingReceiver(() => (random() < share ? 500 : 204));
  const { secret, webhook } = await makeWebhook(server, receiver.url, '[LEAD, STAGE_TRANSITION]');
  receiver.secrets.push(secret);
  let stopped = false;
  let acked = 0;
  const writing = (async () => {
    for (let n = 0; !stopped; n++) acked += await untilAcked(() => server, `${run}-${n}`);
  })();
  for (let kill = 0; kill < kills; kill++) {
    await pause(everyMs);
    await server.kill();
    server = await start();
  }
  stopped = true;
  await writing;

  const logged = await readLog(server, webhook.cursor);
  const taken = () => new Set(receiver.taken.map(({ id }) => id));
  const missing = () => logged.filter((id) => !taken().has(id));
  await eventually(() => missing().length === 0, deadlineMs).catch(() => undefined);
  const problems = [...receiver.problems, ...missing().map((id) => `${id} was never taken`)];
  const figures = {
    kills,
    failingRequests: share,
    acked,
    events: logged.length,
    requests: receiver.requests(),
  };
  await receiver.close();
  return { figures, problems, server };
}

async function untilAcked(server: () => Door, key: string): Promise<number> {
  for (;;) {
    try {
      const answer = await ask(
        server(),
        'mutation ($email: EmailAddress!, $key: String!) { upsertLead(input: {lead: {email: $email}, idempotencyKey: $key}) { lead { id } } }',
        { email: `kills-${key}@faults.example`, key },
      );
      if (answer.data) return 1;
    } catch {
      // It was killed meanwhile: the same key again.
    }
    await pause(20);
  }
}

async function readLog(server: Door, cursor: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = cursor; ; ) {
    const { data } = await ask<{
      events: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(
      server,
      `query ($after: String) { events(first: 100, after: $after, filter: {kinds: [LEAD, STAGE_TRANSITION]}) {
        nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    if (!data) throw new Error('the log could not be read');
    ids.push(...data.events.nodes.map(({ id }) => id));
    if (!data.events.pageInfo.hasNextPage) return ids;
    after = data.events.pageInfo.endCursor;
  }
}
