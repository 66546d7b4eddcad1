import type { Tx } from '../db/database.js';
import { disableWebhook } from './disable-webhook.js';
import type { DueDelivery } from './list-due.js';
import { listDue, nextDueOf } from './list-due.js';
import type { Endpoint, Lease } from './lock-endpoint.js';
import { lockEndpoint } from './lock-endpoint.js';
import { postponeDeliveries } from './postpone-deliveries.js';
import type { Attempt } from './settle-deliveries.js';
import { settleDeliveries } from './settle-deliveries.js';
import type { Taken } from './take-events.js';
import { takeEvents } from './take-events.js';
import { watchFailures } from './watch-failures.js';

/** What one step of sending is about. */
export interface StepInput {
  /** Attempts that are over and not yet written down. */
  attempts: readonly Attempt[];
  /** What was read of the log since the last step; null where nothing was looked for. */
  taken: Taken | null;
  /** Deliveries being sent, these attempts' included. */
  underWay: readonly string[];
  /** How many more may be sent at once. */
  room: number;
  patienceMs: number;
}

/** How an endpoint stands after a step. */
export interface Step {
  endpoint: Endpoint;
  due: DueDelivery[];
  /** Until another is due; null where none has a time. */
  nextInMs: number | null;
  /** Whether events were left in the log because too many wait. */
  full: boolean;
}

const ENDED = 'Its owner may have no webhooks any more: the token or the person was ended, or lost the role.';

/**
 * One step of sending from an endpoint, in one transaction: writes down what became of attempts, takes events from the
 * log, tells what is due. Null, and nothing done, where the lease is lost: another process sends what this one sent again.
 */
export async function stepEndpoint(tx: Tx, lease: Lease, input: StepInput): Promise<Step | null> {
  const endpoint = await lockEndpoint(tx, lease);
  if (!endpoint) return null;
  await settleDeliveries(tx, endpoint.id, input.attempts);
  await postponeDeliveries(tx, endpoint.id, input.attempts);
  await watchFailures(tx, endpoint.id, input.attempts, input.patienceMs);
  if (!endpoint.entitled && endpoint.enabled) await disableWebhook(tx, endpoint.id, ENDED);
  if (!(await isStillOn(tx, endpoint, input)))
    return { endpoint: { ...endpoint, enabled: false }, due: [], nextInMs: null, full: false };
  const moved = input.taken !== null && (await takeEvents(tx, endpoint, input.taken));
  const due =
    input.room === 0
      ? []
      : await listDue(tx, endpoint.id, {
          underWay: input.underWay.filter((id) => !input.attempts.some(({ deliveryId }) => deliveryId === id)),
          limit: input.room,
        });
  const position = moved && input.taken ? input.taken.through : endpoint.position;
  return {
    endpoint: { ...endpoint, position },
    due,
    nextInMs: await nextDueOf(tx, endpoint.id),
    full: input.taken?.after === endpoint.position && !moved,
  };
}

/** What was written in this step may have switched it off. */
async function isStillOn(tx: Tx, endpoint: Endpoint, { attempts }: StepInput): Promise<boolean> {
  if (!endpoint.enabled || (attempts.length === 0 && endpoint.entitled)) return endpoint.enabled;
  const [row] = await tx.query<{ enabled: boolean }>('select enabled from webhooks where id = $1', [endpoint.id]);
  return row?.enabled ?? false;
}
