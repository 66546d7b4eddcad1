import { eventually } from '../../helpers/eventually.js';
import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';
import { makeWebhook, upsert } from '../../schema/webhooks/webhook-calls.js';
import { startJudgingReceiver } from './start-judging-receiver.js';

/**
 * W4: leads with events each, one receiver that fails a share of requests and one lead always, one that never answers, one
 * that is well. Each lead's events are taken in order; neither the bad lead nor the bad receivers hold up the others.
 */
export async function keepOrder(
  door: Door,
  options: { leads: number; events: number; share: number; random: () => number; deadlineMs: number },
) {
  const { leads, events, share, random, deadlineMs } = options;
  const run = `${Date.now()}`;
  const ids: string[] = [];
  for (let i = 0; i < leads; i++) ids.push(await upsert(door, `order-${run}-${i}@faults.example`));
  const owners = [await makeOwner(door, `a-${run}`), await makeOwner(door, `b-${run}`)];
  let bad: string | null = ids[0] as string;
  const hung = await startJudgingReceiver(() => null);
  const flaky = await startJudgingReceiver(({ subject }) => (subject === bad || random() < share ? 500 : 204));
  const steady = await startJudgingReceiver(() => 204);
  for (const receiver of [hung, flaky, steady]) {
    const { secret } = await makeWebhook(door, receiver.url, '[LEAD]', 'filter: {leadChanges: [OWNER_CHANGED]}');
    receiver.secrets.push(secret);
  }
  const began = performance.now();
  for (let event = 0; event < events; event++) await assign(door, ids, owners[event % 2] as string);
  const wroteMs = performance.now() - began;
  await eventually(() => steady.taken.length === leads * events, deadlineMs);
  const steadyMs = performance.now() - began;
  await eventually(() => flaky.taken.length === (leads - 1) * events, deadlineMs);
  const flakyMs = performance.now() - began;
  bad = null;
  await eventually(() => flaky.taken.length === leads * events, deadlineMs);
  const problems = [...flaky.problems, ...steady.problems, ...hung.problems];
  const figures = {
    events: leads * events,
    wroteSeconds: seconds(wroteMs),
    steadySeconds: seconds(steadyMs),
    steadyDelayMs: percentiles(steady.delays),
    failingRequests: share,
    flakySeconds: seconds(flakyMs),
    flakyRequests: flaky.requests(),
    hangingRequests: hung.requests(),
  };
  for (const receiver of [hung, flaky, steady]) await receiver.close();
  return { figures, problems };
}

async function makeOwner(door: Door, name: string): Promise<string> {
  const answer = await ask<{ upsertUser: { user: { id: string } } }>(
    door,
    `mutation ($email: EmailAddress!) { upsertUser(input: {email: $email, displayName: "Owner", teams: [SALES], roles: [SALES]}) {
      user { id } userErrors { message } } }`,
    { email: `${name}@faults.example` },
  );
  if (!answer.data?.upsertUser.user) throw new Error(JSON.stringify(answer));
  return answer.data.upsertUser.user.id;
}

async function assign(door: Door, ids: readonly string[], ownerId: string): Promise<void> {
  const answer = await ask<{ assignLeads: { assigned: number } }>(
    door,
    'mutation ($leads: [LeadRef!]!, $owner: ID!) { assignLeads(input: {leads: $leads, ownerId: $owner}) { assigned userErrors { message } } }',
    { leads: ids.map((id) => ({ id })), owner: ownerId },
  );
  if (answer.data?.assignLeads.assigned !== ids.length) throw new Error(JSON.stringify(answer));
}

/** The median and the 99th percentile. */
export function percentiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
