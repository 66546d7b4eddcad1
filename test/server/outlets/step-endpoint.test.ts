import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../server/db/new-id.js';
import { transaction } from '../../../server/db/transaction.js';
import type { LogEvent } from '../../../server/events/log-event.js';
import { claimEndpoints, LEASE_S, nextDueMs, renewLeases } from '../../../server/outlets/claim-endpoints.js';
import { createWebhook } from '../../../server/outlets/create-webhook.js';
import { dropOldDeliveries } from '../../../server/outlets/drop-old-deliveries.js';
import type { DueDelivery } from '../../../server/outlets/list-due.js';
import type { Lease } from '../../../server/outlets/lock-endpoint.js';
import { outgoingRules } from '../../../server/outlets/outgoing-rules.js';
import { releaseLease } from '../../../server/outlets/release-lease.js';
import type { Attempt } from '../../../server/outlets/settle-deliveries.js';
import type { Step, StepInput } from '../../../server/outlets/step-endpoint.js';
import { stepEndpoint } from '../../../server/outlets/step-endpoint.js';
import { MOST_PENDING } from '../../../server/outlets/take-events.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
});

const parts = { rules: outgoingRules({ allowCidrs: [], dnsServers: [] }), pepper: 'pepper' };

async function claimed(): Promise<Lease> {
  await database.db.query('delete from webhooks');
  const input = { url: 'https://example.com/', kinds: ['LEAD' as const] };
  const from = { head: 0, confined: false };
  await transaction(database.pool, 'system', (tx) => createWebhook(tx, parts, input, from));
  const [lease] = await claimEndpoints(database.db, { head: 1, ids: null, limit: 10 });
  return lease as Lease;
}

const step = (lease: Lease, input: Partial<StepInput> = {}) =>
  transaction(database.pool, 'system', (tx) =>
    stepEndpoint(tx, lease, { attempts: [], taken: null, underWay: [], room: 100, patienceMs: 1_000_000, ...input }),
  );

function event(seq: number, leadId: string): LogEvent {
  const at = new Date('2026-03-01T09:00:00Z');
  const common = { actor: 'system', occurredAt: at, recordedAt: at, historical: false, lead: null };
  return { ...common, seq, cursor: '', eventId: newId('event'), kind: 'LEAD', leadId, data: { change: 'CREATED' } };
}

const take = (events: LogEvent[], after = 0) => ({ after, through: events.at(-1)?.seq ?? after, events });

function dueAt(of: Step | null, index: number): DueDelivery {
  const found = of?.due[index];
  if (!found) throw new Error(`nothing is due at ${index}`);
  return found;
}

function attempt(delivery: { id: string; lane: string }, error: string | null, nextInMs: number | null): Attempt {
  const state = error === null ? 'SUCCEEDED' : nextInMs === null ? 'FAILED' : 'PENDING';
  const answer = { status: error === null ? 200 : 500, error, retryAfterMs: null };
  const verdict = { state, nextInMs, gone: false } as const;
  return { deliveryId: delivery.id, lane: delivery.lane, ...answer, verdict, endedAt: performance.now() };
}

describe('a step of sending', () => {
  it('lets of each lead only the oldest event go, the next once that is over', async () => {
    const lease = await claimed();
    const taken = take([event(1, 'a'), event(2, 'b'), event(3, 'a'), event(4, 'a')]);
    const first = await step(lease, { taken });
    expect(first?.due.map(({ seq }) => seq)).toEqual([1, 2]);
    const [a, b] = [dueAt(first, 0), dueAt(first, 1)];
    const second = await step(lease, { attempts: [attempt(a, 'no', 600_000), attempt(b, null, null)] });
    expect(second?.due).toEqual([]);
    expect(second?.nextInMs).toBeGreaterThan(300_000);
    const third = await step(lease, { attempts: [attempt(a, null, null)] });
    expect(third?.due.map(({ seq }) => seq)).toEqual([3]);
    const c = dueAt(third, 0);
    const fourth = await step(lease, { attempts: [attempt(c, 'never', null)], underWay: [c.id] });
    expect(fourth?.due.map(({ seq }) => seq)).toEqual([4]);
  });

  it('does nothing for a lease that another took, and nothing twice with a stretch that was taken', async () => {
    const lease = await claimed();
    const taken = take([event(1, 'a')]);
    await step(lease, { taken });
    expect((await step(lease, { taken }))?.endpoint.position).toBe(1);
    await database.db.query(`update webhooks set lease_until = now() + interval '1 hour'`);
    expect(await claimEndpoints(database.db, { head: 9, ids: null, limit: 10 })).toEqual([]);
    await database.db.query(`update webhooks set lease_until = now() - interval '1 s'`);
    const [next] = (await claimEndpoints(database.db, { head: 9, ids: null, limit: 10 })) as [Lease];
    expect(next.fence).toBe(lease.fence + 1);
    expect(await step(lease, { taken: take([event(2, 'b')], 1) })).toBeNull();
    expect(await renewLeases(database.db, [lease, next])).toEqual([next.webhookId]);
    await releaseLease(database.db, next);
    expect(await renewLeases(database.db, [next])).toEqual([]);
    expect(await nextDueMs(database.db)).toBeLessThanOrEqual(0);
    expect(LEASE_S).toBeLessThanOrEqual(5);
  });

  it('leaves in the log what comes when too many wait', async () => {
    const lease = await claimed();
    await database.db.query(
      `insert into webhook_deliveries (id, webhook_id, event_id, seq, lane, state, attempts, created_at)
       select 'delivery_' || n, $1, 'event_' || n, n, 'x', 'PENDING', 0, now() from generate_series(1, ${MOST_PENDING}) n`,
      [lease.webhookId],
    );
    const full = await step(lease, { taken: take([event(20_000, 'a')]) });
    expect(full).toMatchObject({ full: true, endpoint: { position: 0 } });
    await database.db.query(
      `update webhook_deliveries set state = 'SUCCEEDED', created_at = now() - interval '31 days'`,
    );
    const room = await step(lease, { taken: take([event(20_000, 'a')]) });
    expect(room).toMatchObject({ full: false, endpoint: { position: 20_000 } });
    await dropOldDeliveries(database.db);
    const [left] = await database.db.query<{ count: number }>('select count(*) as count from webhook_deliveries');
    expect(left?.count).toBe(1);
  });

  it('switches off what has failed for too long, and not what succeeds now and then', async () => {
    const lease = await claimed();
    const first = await step(lease, { taken: take([event(1, 'a'), event(2, 'b')]) });
    const [a, b] = [dueAt(first, 0), dueAt(first, 1)];
    await step(lease, { attempts: [attempt(a, 'no', 0)] });
    await database.db.query(`update webhooks set failing_since = now() - interval '6 days'`);
    expect((await step(lease, { attempts: [attempt(a, 'no', 0), attempt(b, null, null)] }))?.endpoint.enabled).toBe(
      true,
    );
    await step(lease, { attempts: [attempt(a, 'no', 0)] });
    await database.db.query(`update webhooks set failing_since = now() - interval '6 days'`);
    const off = await step(lease, {
      attempts: [attempt(a, 'The connection was refused.', 0)],
      patienceMs: 5 * 86_400_000,
    });
    expect(off?.endpoint.enabled).toBe(false);
    const [row] = await database.db.query<{ reason: string }>('select disabled_reason as reason from webhooks');
    expect(row?.reason).toMatch(/^Nothing but failures since .*, the last one: The connection was refused\.$/);
  });

  it('sends nothing more after a 429 before the time it asks', async () => {
    const lease = await claimed();
    const first = await step(lease, { taken: take([event(1, 'a'), event(2, 'b')]) });
    const a = dueAt(first, 0);
    const asked = { ...attempt(a, 'The receiver answered 429.', 600_000), status: 429, retryAfterMs: 600_000 };
    const after = await step(lease, { attempts: [asked] });
    expect(after?.due).toEqual([]);
    expect(after?.nextInMs).toBeGreaterThan(300_000);
  });
});
