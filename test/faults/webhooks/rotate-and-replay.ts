import { eventually } from '../../helpers/eventually.js';
import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';
import { changeWebhook, makeWebhook, upsert } from '../../schema/webhooks/webhook-calls.js';
import { startJudgingReceiver } from './start-judging-receiver.js';

/**
 * W6: the secret is rotated while events come: from then on every request verifies under the old and the new one. Then all is
 * replayed from the first cursor: every event comes again under its id and with its body.
 */
export async function rotateAndReplay(door: Door, options: { leads: number; deadlineMs: number }) {
  const { leads, deadlineMs } = options;
  const seen = new Map<string, number>();
  const receiver = await startJudgingReceiver(({ id }) => {
    seen.set(id, (seen.get(id) ?? 0) + 1);
    return 204;
  });
  const { secret, webhook } = await makeWebhook(door, receiver.url, '[LEAD, STAGE_TRANSITION]');
  receiver.secrets.push(secret);
  const run = Date.now();
  const write = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await upsert(door, `rotate-${run}-${n}@faults.example`);
  };
  const half = Math.floor(leads / 2);
  const writing = write(0, half);
  const { secret: next } = await changeWebhook(door, webhook.id, 'rotateSecret: true');
  await writing;
  // What was signed before the change may still be under way: it is all taken first.
  await eventually(() => seen.size === half * 2, deadlineMs);
  receiver.secrets.push(next);
  await write(half, leads);
  await eventually(() => seen.size === leads * 2, deadlineMs);
  const before = [...seen.keys()];

  await ask(
    door,
    'mutation ($id: ID!, $after: String!) { replayWebhook(input: {id: $id, after: $after}) { userErrors { code } } }',
    {
      id: webhook.id,
      after: webhook.cursor,
    },
  );
  await eventually(() => before.every((id) => (seen.get(id) ?? 0) >= 2), deadlineMs);
  const problems = [...receiver.problems];
  if (seen.size !== before.length) problems.push(`${seen.size - before.length} events came under other ids`);
  const figures = { events: before.length, requests: receiver.requests() };
  await receiver.close();
  return { figures, problems };
}
