import type pg from 'pg';
import type { Db } from '../db/database.js';
import { transaction } from '../db/transaction.js';
import { CursorError } from '../events/cursor-error.js';
import type { OpenInstallation } from '../events/open-installation.js';
import type { Feed } from '../events/start-feed.js';
import { createBell } from './bell.js';
import type { Message } from './compose-messages.js';
import { composeMessages } from './compose-messages.js';
import { describeFailure } from './describe-failure.js';
import { disableWebhook } from './disable-webhook.js';
import { judgeAttempt } from './judge-attempt.js';
import type { Endpoint, Lease } from './lock-endpoint.js';
import type { OutgoingRules } from './outgoing-rules.js';
import { releaseLease } from './release-lease.js';
import { sendMessage } from './send-message.js';
import type { OutgoingAnswer } from './send-request.js';
import type { Attempt } from './settle-deliveries.js';
import type { Step } from './step-endpoint.js';
import { stepEndpoint } from './step-endpoint.js';
import type { Taken } from './take-events.js';
import { webhookFilter } from './webhook-filter.js';

/** What sending needs of the process. */
export interface RunParts {
  pool: pg.Pool;
  db: Db;
  feed: Feed;
  installation: OpenInstallation;
  rules: OutgoingRules;
  /** Delays before each further attempt. */
  retryMs: readonly number[];
  /** For one attempt. */
  timeoutMs: number;
  /** Nothing but failures for so long switches an endpoint off. */
  patienceMs: number;
  /** In [0, 1). */
  random: () => number;
  /** Bounds how many work in the database at once. */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  onAttempt: (attempt: Attempt) => void;
  log?: { warn(detail: object, message: string): void };
}

/** One webhook being sent from under a lease, until nothing is to be done for now. */
export interface Run {
  lease: Lease;
  /** There may be something new. */
  wake(): void;
  /** Begins nothing new; what is under way is finished, or after `graceMs` given up, to be sent again. */
  stop(graceMs: number): void;
  /** Resolves, never rejects, when all is written down and the lease given back. */
  done: Promise<void>;
}

/** Requests to one endpoint at once; each is of another lead. */
const AT_ONCE = 32;
const PAGE = 200;
const LOOK_MS = 500;

/** Begins to send from a webhook under a lease. */
export function startRun(parts: RunParts, lease: Lease): Run {
  const { db, feed, installation } = parts;
  const bell = createBell();
  const ending = new AbortController();
  const underWay = new Set<string>();
  const attempts: Attempt[] = [];
  let stopping = false;

  async function run(): Promise<void> {
    for (let endpoint: Endpoint | null = null; ; ) {
      const step: Step | null = await takeStep(endpoint);
      if (!step) return ending.abort();
      endpoint = step.endpoint;
      if (!stopping && step.due.length > 0) await sendAll(endpoint, step);
      const behind = endpoint.enabled && endpoint.position < feed.head && !step.full;
      if (underWay.size > 0)
        await bell.wait(behind && underWay.size < AT_ONCE ? 0 : Math.min(step.nextInMs ?? LOOK_MS, LOOK_MS));
      else if (stopping || (!behind && step.due.length === 0)) return releaseLease(db, lease);
    }
  }

  async function takeStep(endpoint: Endpoint | null): Promise<Step | null> {
    const taken = endpoint?.enabled && !stopping ? await look(endpoint) : null;
    return parts.inTurn(async () => {
      const settled = [...attempts];
      const step = await transaction(parts.pool, 'system', (tx) =>
        stepEndpoint(tx, lease, {
          attempts: settled,
          taken,
          underWay: [...underWay],
          room: stopping ? 0 : AT_ONCE - underWay.size + settled.length,
          patienceMs: parts.patienceMs,
        }),
      );
      attempts.splice(0, settled.length);
      for (const { deliveryId } of settled) underWay.delete(deliveryId);
      return step;
    });
  }

  async function look(endpoint: Endpoint): Promise<Taken | null> {
    const { position: after } = endpoint;
    if (after >= feed.head) return null;
    try {
      const filter = webhookFilter(endpoint);
      return { after, ...(await feed.page({ after, through: feed.head, filter, limit: PAGE })) };
    } catch (error) {
      if (!(error instanceof CursorError)) throw error;
      const reason = 'The events after its cursor are kept no longer: replay it from a cursor that is (replayWebhook).';
      await transaction(parts.pool, 'system', (tx) => disableWebhook(tx, endpoint.id, reason));
      return null;
    }
  }

  async function sendAll(endpoint: Endpoint, { due }: Step): Promise<void> {
    for (const { id } of due) underWay.add(id);
    const messages = await composeMessages(db, installation, endpoint, due);
    for (const message of messages) void attempt(endpoint, message);
  }

  async function attempt(endpoint: Endpoint, { delivery, body }: Message): Promise<void> {
    const sending = { ...parts, pepper: installation.pepper, signal: ending.signal };
    const answer =
      body === null
        ? unanswered('Its event is kept no longer.')
        : await sendMessage(sending, endpoint, { id: delivery.eventId, body }).catch((error) =>
            unanswered(describeFailure(error)),
          );
    if (answer.error !== null && ending.signal.aborted) underWay.delete(delivery.id);
    else {
      const verdict = judgeAttempt(answer, delivery.attempts, body === null ? [] : parts.retryMs, parts.random());
      const { id: deliveryId, lane } = delivery;
      const over = { deliveryId, lane, ...answer, verdict, endedAt: performance.now() };
      attempts.push(over);
      parts.onAttempt(over);
    }
    bell.ring();
  }

  const done = run().catch((error) => {
    ending.abort();
    parts.log?.warn({ err: error, webhook: lease.webhookId }, 'a webhook could not be sent from; it is tried again');
  });
  return {
    lease,
    wake: bell.ring,
    stop(graceMs) {
      stopping = true;
      bell.ring();
      setTimeout(() => ending.abort(), graceMs).unref();
    },
    done,
  };
}

function unanswered(error: string): OutgoingAnswer {
  return { status: null, error, retryAfterMs: null };
}
