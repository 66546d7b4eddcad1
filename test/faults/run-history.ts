import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { checkHistory } from './check-history.js';
import { followLog } from './follow-log.js';
import { readOutcome, writeHistory } from './write-history.js';

const CAUGHT_UP_MS = 60_000;

/** What a run of writers and followers came to. */
export interface Run {
  seed: number;
  acked: number;
  events: number;
  /** From the answer of a mutation to its event at a follower, in ms: the middle, and of 100 the 99th. */
  p50: number;
  p99: number;
  problems: string[];
}

/** What may be done to a run while it goes on. */
export interface Hands {
  acked(): number;
  followers: ReturnType<typeof followLog>[];
}

/**
 * Lets `writers` clients write to the servers at `doors` and `followers` follow from before the first event, as long as
 * `during` takes, and judges what all of them saw.
 */
export async function runHistory(options: {
  token: string;
  doors: () => string[];
  writers: number;
  followers: number;
  during(hands: Hands): Promise<void>;
}): Promise<Run> {
  const { token, doors } = options;
  const run = `run-${seed}-${Date.now()}`;
  const door = () => ({ url: doors()[0] as string, token });
  await ask(door(), `mutation { upsertLead(input: {lead: {email: "zero@${run}.example"}}) { lead { id } } }`);
  const start = (await readOutcome(door(), 'start')).log.at(-1)?.cursor as string;
  const followers = Array.from({ length: options.followers }, () => followLog(doors, token, start));
  const written = {
    acked: [] as Parameters<typeof writeHistory>[0]['acked'],
    accepted: [] as { email: string; messageId: string }[],
  };
  let stopped = false;
  const writers = Array.from({ length: options.writers }, (_, i) =>
    writeHistory(written, { run, name: `w${i}`, token, doors, random: seededRandom(i + 1), stopped: () => stopped }),
  );
  await options.during({ acked: () => written.acked.length, followers });
  stopped = true;
  await Promise.all(writers);

  const { log, leads } = await readOutcome(door(), start, run);
  for (const follower of followers) {
    const end = performance.now() + CAUGHT_UP_MS;
    while (follower.taken.frames.at(-1)?.id !== log.at(-1)?.id && performance.now() < end) await pause(20);
    await follower.stop();
  }
  const leadOf = new Map(leads.map((lead) => [lead.email, lead.id]));
  const problems = checkHistory({
    acked: written.acked,
    facts: written.accepted.map(({ email, messageId }) => ({ lead: leadOf.get(email) as string, messageId })),
    log,
    leads,
    subscribers: followers.map((follower) => follower.taken),
  });
  const delays = written.acked
    .flatMap(({ answeredAt, eventIds }) =>
      eventIds.map((id) => (followers[0]?.receivedAt.get(id) ?? Number.POSITIVE_INFINITY) - answeredAt),
    )
    .toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(delays[Math.floor(delays.length * share)] ?? Number.NaN);
  return { seed, acked: written.acked.length, events: log.length, p50: at(0.5), p99: at(0.99), problems };
}
