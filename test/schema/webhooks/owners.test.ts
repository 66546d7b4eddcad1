import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../server/auth/principal.js';
import { eventually } from '../../helpers/eventually.js';
import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';
import type { Receiver } from '../../helpers/receiver.js';
import { startReceiver } from '../../helpers/receiver.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';
import { openRoleDoors } from '../role-doors.js';
import { changeWebhook, makeWebhook, readWebhook, upsert } from './webhook-calls.js';

let server: TestServer;
let doors: Record<Role, Door>;
let other: Door;
let receiver: Receiver;
beforeAll(async () => {
  server = await startServer({ env: { ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' } });
  doors = await openRoleDoors(server);
  other = (await openRoleDoors(server)).INTEGRATOR;
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver?.close();
  await server?.stop();
});

async function listed(door: Door): Promise<string[]> {
  const answer = await ask<{ webhooks: { id: string }[] }>(door, '{ webhooks { id } }');
  return answer.data?.webhooks.map(({ id }) => id) ?? [];
}

describe('webhooks', () => {
  it('are seen and changed by who made them, by REVOPS and ADMIN, and by nobody else', async () => {
    const { webhook } = await makeWebhook(doors.INTEGRATOR, receiver.url, '[LEAD]');
    const { webhook: theirs } = await makeWebhook(doors.REVOPS, receiver.url, '[LEAD]');
    expect(await listed(doors.INTEGRATOR)).toEqual([webhook.id]);
    expect(await listed(other)).toEqual([]);
    expect(await listed(doors.REVOPS)).toEqual([webhook.id, theirs.id]);
    expect(await listed(doors.ADMIN)).toEqual([webhook.id, theirs.id]);
    expect(await readWebhook(other, webhook.id)).toBeNull();
    expect((await changeWebhook(other, webhook.id, 'enabled: false')).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    for (const mutation of [
      'deleteWebhook(id: $id) { userErrors { code } }',
      'testWebhook(id: $id) { userErrors { code } }',
      'replayWebhook(input: {id: $id, after: "start"}) { userErrors { code } }',
    ]) {
      const answer = await ask<Record<string, { userErrors: unknown[] }>>(
        other,
        `mutation ($id: ID!) { ${mutation} }`,
        {
          id: webhook.id,
        },
      );
      expect(Object.values(answer.data ?? {})).toEqual([{ userErrors: [{ code: 'NOT_FOUND' }] }]);
    }
    for (const role of ['SALES', 'MARKETING', 'VIEWER'] as const) {
      const answer = await ask<{ node: unknown }>(doors[role], 'query ($id: ID!) { node(id: $id) { id } }', {
        id: webhook.id,
      });
      expect([role, answer.data?.node]).toEqual([role, null]);
    }
    await upsert(server, 'owners@w.example');
    await eventually(async () => (await readWebhook(server, webhook.id)).deliveries.nodes[0]?.succeededAt);
    const delivery = (await readWebhook(doors.INTEGRATOR, webhook.id)).deliveries.nodes[0];
    const again = await ask(other, 'mutation ($id: ID!) { redeliver(deliveryId: $id) { userErrors { code } } }', {
      id: delivery?.id,
    });
    expect(again.data).toEqual({ redeliver: { userErrors: [{ code: 'NOT_FOUND' }] } });
    const seen = await ask<{ node: unknown }>(other, 'query ($id: ID!) { node(id: $id) { id } }', { id: delivery?.id });
    expect(seen.data?.node).toBeNull();
  });

  it('follow a token that is replaced, and end with one that is revoked', async () => {
    const integrator = (await openRoleDoors(server)).INTEGRATOR;
    const { webhook } = await makeWebhook(integrator, receiver.url, '[LEAD]');
    const me = await ask<{ viewer: { id: string } }>(integrator, '{ viewer { id } }');
    const rotated = await ask<{ rotateApiToken: { secret: string; apiToken: { id: string } } }>(
      server,
      'mutation ($id: ID!) { rotateApiToken(id: $id) { secret apiToken { id } } }',
      { id: me.data?.viewer.id },
    );
    const next = { url: server.url, token: rotated.data?.rotateApiToken.secret as string };
    expect(await listed(next)).toEqual([webhook.id]);
    await ask(server, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', {
      id: rotated.data?.rotateApiToken.apiToken.id,
    });
    await upsert(server, 'revoked@w.example');
    const ended = await eventually(async () => {
      const read = await readWebhook(server, webhook.id);
      return read.enabled ? null : read;
    });
    expect(ended.disabledReason).toMatch(/owner/);
    expect(ended.deliveries.nodes).toEqual([]);
  });

  it('are refused with a sentence: forbidden addresses, no kinds, keys taken; an idempotency key makes one', async () => {
    const codes = async (url: string, kinds = '[LEAD]', more = '') =>
      (await makeWebhook(server, url, kinds, more)).userErrors.map(({ code, field }) => [code, field]);
    expect(await codes('http://10.0.0.1/')).toEqual([['INVALID', ['url']]]);
    expect(await codes('http://user@127.0.0.1:4000/')).toEqual([['INVALID', ['url']]]);
    expect(await codes('file:///etc/passwd')).toEqual([['INVALID', ['url']]]);
    expect(await codes(receiver.url, '[]')).toEqual([['REQUIRED', ['kinds']]]);
    expect(await codes(receiver.url, '[LEAD]', 'key: "Not a key"')).toEqual([['INVALID', ['key']]]);
    expect(await codes(receiver.url, '[LEAD]', 'key: "one"')).toEqual([]);
    expect(await codes(receiver.url, '[LEAD]', 'key: "one"')).toEqual([['ALREADY_EXISTS', ['key']]]);
    const keyed = 'idempotencyKey: "k1"';
    const made = await Promise.all(Array.from({ length: 5 }, () => makeWebhook(server, receiver.url, '[LEAD]', keyed)));
    expect(new Set(made.map(({ webhook }) => webhook.id)).size).toBe(1);
    expect(made.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(await codes(receiver.url, '[SLA]', keyed)).toEqual([['IDEMPOTENCY_CONFLICT', ['idempotencyKey']]]);
    const { webhook } = made[0] as (typeof made)[number];
    expect((await changeWebhook(server, webhook.id, 'url: "http://[::1]/"')).userErrors).toMatchObject([
      { code: 'INVALID' },
    ]);
    const replay = await ask(
      server,
      'mutation ($id: ID!) { replayWebhook(input: {id: $id, after: "x"}) { userErrors { code } } }',
      {
        id: webhook.id,
      },
    );
    expect(replay.errors?.[0]?.extensions?.code).toBe('CURSOR_INVALID');
  });

  it('lie in the database so that neither address nor secret can be read, and leave a trace of every act', async () => {
    const { secret, webhook } = await makeWebhook(server, `${receiver.url}?token=hidden`, '[LEAD]');
    const tested = await ask<{ testWebhook: { delivery: { succeededAt: string } } }>(
      server,
      'mutation ($id: ID!) { testWebhook(id: $id) { userErrors { code } delivery { succeededAt attempts responseStatus } } }',
      { id: webhook.id },
    );
    expect(tested.data?.testWebhook).toMatchObject({ userErrors: [], delivery: { attempts: 1, responseStatus: 204 } });
    await ask(server, 'mutation ($id: ID!) { deleteWebhook(id: $id) { userErrors { code } } }', { id: webhook.id });
    const log = await eventually(async () => {
      const { data } = await ask<{ auditLog: { nodes: { action: string; subject: string; detail: unknown }[] } }>(
        server,
        '{ auditLog(first: 20) { nodes { action subject detail } } }',
      );
      const mine = data?.auditLog.nodes.filter(({ subject }) => subject === webhook.id) ?? [];
      return mine.length === 3 ? mine : null;
    });
    expect(log.map(({ action }) => action)).toEqual(['webhook.deleted', 'webhook.tested', 'webhook.created']);
    expect(JSON.stringify(log)).not.toContain('hidden');
    expect(JSON.stringify(log)).not.toContain(secret);
    expect(server.stderr()).not.toContain('hidden');
  });
});
