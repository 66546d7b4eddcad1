import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneTemplate } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ask } from '../../helpers/graphql.js';
import type { Receiver } from '../../helpers/receiver.js';
import { eventOf, startReceiver, verified } from '../../helpers/receiver.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';
import { changeWebhook, makeWebhook, readWebhook, upsert } from './webhook-calls.js';

let server: TestServer;
const receivers: Receiver[] = [];
beforeAll(async () => {
  server = await startServer({
    env: {
      ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8,::1/128',
      ACCORD_WEBHOOK_RETRY: '0.2,0.3,0.3',
      ACCORD_WEBHOOK_TIMEOUT: '3',
    },
  });
});
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});
afterAll(async () => {
  await server?.stop();
});

async function receive(...given: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...given);
  receivers.push(receiver);
  return receiver;
}

const IMPORT = `mutation { importRecords(input: {historical: true, leads: [
  {lead: {email: "past@w.example"}, occurredAt: "2024-01-01T00:00:00Z", source: "kept", idempotencyKey: "1"}]}) { accepted userErrors { message } } }`;

const KINDS = '[LEAD, STAGE_TRANSITION, THRESHOLD_CROSSING]';

describe('a webhook', () => {
  it('is sent what happens from now on, signed, as CloudEvents, each event under its id', async () => {
    await upsert(server, 'before@w.example');
    await eventually(async () => {
      const { data } = await ask<{ events: { totalCount: number } }>(
        server,
        '{ events(filter: {kinds: [LEAD]}) { totalCount } }',
      );
      return data?.events.totalCount === 1;
    });
    const receiver = await receive();
    const { webhook, secret } = await makeWebhook(server, receiver.url, KINDS);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const lead = await upsert(server, 'after@w.example');
    await eventually(() => receiver.received.length >= 2);

    const log = await ask<{ events: { nodes: { id: string; __typename: string }[] } }>(
      server,
      'query ($after: String) { events(after: $after) { nodes { id __typename } } }',
      { after: webhook.cursor },
    );
    const events = receiver.received.map((received) => verified(received, secret));
    expect(events.map(({ id }) => id)).toEqual(log.data?.events.nodes.map(({ id }) => id));
    for (const received of receiver.received) expect(received.headers['webhook-id']).toBe(eventOf(received).id);
    const transition = events.find(({ type }) => type === 'accord.stage.transition');
    expect(transition).toMatchObject({
      specversion: '1.0',
      subject: lead,
      data: { kind: 'STAGE_TRANSITION', leadId: lead, from: null, pass: 1, release: 1, historical: false },
    });
    expect(JSON.stringify(events)).not.toContain('after@w.example');

    const seen = await eventually(async () => {
      const read = await readWebhook(server, webhook.id);
      return read.lag === 0 && read.deliveries.nodes.every(({ succeededAt }) => succeededAt) ? read : null;
    });
    expect(seen.deliveries.nodes).toHaveLength(events.length);
    expect(seen.deliveries.nodes[0]).toMatchObject({
      attempts: 1,
      responseStatus: 204,
      nextAttemptAt: null,
      lastError: null,
    });
  });

  it('is sent only its kinds, by its filter, and nothing of imports of the past', async () => {
    const receiver = await receive();
    await makeWebhook(server, receiver.url, '[LEAD, STAGE_TRANSITION]', 'filter: {kinds: [LEAD], source: ["kept"]}');
    const imported = await ask<{ importRecords: { userErrors: unknown[] } }>(server, IMPORT);
    expect(imported.data?.importRecords.userErrors).toEqual([]);
    await upsert(server, 'other@w.example', 'other');
    const lead = await upsert(server, 'kept@w.example', 'kept');
    await eventually(() => receiver.received.length >= 1);
    expect(receiver.received.map((received) => eventOf(received).data)).toMatchObject([{ leadId: lead, kind: 'LEAD' }]);
  });

  it('tries again by the schedule, with the same id and a new timestamp, then gives up and says so', async () => {
    const receiver = await receive(() => 500);
    const { webhook } = await makeWebhook(server, receiver.url, '[LEAD]');
    await upsert(server, 'retry@w.example');
    const [failed] = await eventually(async () => {
      const { deliveries } = await readWebhook(server, webhook.id);
      return deliveries.nodes[0]?.attempts === 10 ? deliveries.nodes : null;
    });
    expect(failed).toMatchObject({
      responseStatus: 500,
      nextAttemptAt: null,
      succeededAt: null,
      lastError: 'The receiver answered 500.',
    });
    expect(new Set(receiver.received.map((received) => received.headers['webhook-id'])).size).toBe(1);
    expect(receiver.received).toHaveLength(10);

    receiver.answerWith(() => 200);
    const again = await ask<{ redeliver: { userErrors: unknown[] } }>(
      server,
      'mutation ($id: ID!) { redeliver(deliveryId: $id) { userErrors { message } delivery { id } } }',
      { id: failed?.id },
    );
    expect(again.data?.redeliver.userErrors).toEqual([]);
    await eventually(async () => (await readWebhook(server, webhook.id)).deliveries.nodes[0]?.succeededAt);
    expect(receiver.received).toHaveLength(11);
  });

  it('follows no redirect, and is switched off by a 410, to go on where it stopped', async () => {
    const canary = await receive();
    const receiver = await receive((_received, response) => {
      if (receiver.received.length === 1) {
        response.writeHead(307, { location: canary.url }).end();
        return undefined;
      }
      return receiver.received.length === 2 ? 410 : 204;
    });
    const { webhook } = await makeWebhook(server, receiver.url, '[LEAD]');
    await upsert(server, 'gone@w.example');
    const off = await eventually(async () => {
      const read = await readWebhook(server, webhook.id);
      return read.enabled ? null : read;
    });
    expect(off.disabledReason).toMatch(/410/);
    await upsert(server, 'gone-too@w.example');
    expect(canary.connections()).toBe(0);
    expect(receiver.received).toHaveLength(2);
    await changeWebhook(server, webhook.id, 'enabled: true');
    await eventually(() => receiver.received.length === 4);
    expect(canary.connections()).toBe(0);
  });

  it('waits as long as a 429 asks, and no longer than its patience for an answer', async () => {
    const receiver = await receive((_received, response) => {
      if (receiver.received.length === 1) response.writeHead(429, { 'retry-after': '1' }).end();
      else if (receiver.received.length === 2) return undefined;
      else response.writeHead(204).end();
      return undefined;
    });
    await makeWebhook(server, receiver.url, '[LEAD]');
    await upsert(server, 'later@w.example');
    await eventually(() => receiver.received.length === 3);
    const [first = 0, second = 0, third = 0] = receiver.received.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(1_000);
    expect(third - second).toBeGreaterThanOrEqual(2_900);
  });

  it('signs with both secrets while one replaces the other, and replays under the original ids', async () => {
    const receiver = await receive();
    const { webhook, secret } = await makeWebhook(server, receiver.url, '[LEAD]');
    await upsert(server, 'rotate@w.example');
    await eventually(() => receiver.received.length === 1);
    const { secret: next } = await changeWebhook(server, webhook.id, 'rotateSecret: true');
    await upsert(server, 'rotated@w.example');
    await eventually(() => receiver.received.length === 2);
    const [, last] = receiver.received as [unknown, (typeof receiver.received)[number]];
    expect(verified(last, secret).id).toBe(verified(last, next as string).id);

    await ask(
      server,
      'mutation ($id: ID!, $after: String!) { replayWebhook(input: {id: $id, after: $after}) { userErrors { message } } }',
      {
        id: webhook.id,
        after: webhook.cursor,
      },
    );
    await eventually(() => receiver.received.length === 4);
    const ids = receiver.received.map((received) => received.headers['webhook-id']);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });

  it('finishes what is under way when the server is stopped', async () => {
    const { url: databaseUrl, drop } = await cloneTemplate();
    const options = {
      databaseUrl,
      token: `admin_${'s'.repeat(30)}`,
      env: { ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' },
    };
    const first = await startServer(options);
    let answer: () => void = () => undefined;
    const receiver = await receive((_received, response) => {
      answer = () => response.writeHead(204).end();
      return undefined;
    });
    const { webhook } = await makeWebhook(first, receiver.url, '[LEAD]');
    await upsert(first, 'stopping@w.example');
    await eventually(() => receiver.received.length === 1);
    const stopped = first.stop();
    await eventually(() => first.stderr().includes('stopping'));
    answer();
    expect(await stopped).toBe(0);
    const second = await startServer(options);
    const { deliveries } = await readWebhook(second, webhook.id);
    expect(deliveries.nodes).toMatchObject([{ attempts: 1, responseStatus: 204, lastError: null }]);
    expect(receiver.received).toHaveLength(1);
    await second.stop();
    await drop();
  });

  it('tells Slack in a message in which a name stays a name', async () => {
    const receiver = await receive();
    const { secret } = await makeWebhook(server, receiver.url, '[LEAD]', 'format: SLACK, key: "team"');
    expect(secret).toBeNull();
    await ask(
      server,
      'mutation { upsertLead(input: {lead: {email: "slack@w.example"}, name: "<!channel> R&D"}) { userErrors { message } } }',
    );
    const text = '*&lt;!channel&gt; R&amp;D* created';
    const message = { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
    await eventually(() => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(message);
    expect(receiver.received[0]?.headers).not.toHaveProperty('webhook-signature');
  });

  it('is counted in the metrics', async () => {
    const metrics = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.token}` } });
    expect(await metrics.text()).toMatch(/^accord_webhook_attempts_total\{outcome="succeeded"\} \d+$/m);
  });
});
