import { afterEach, describe, expect, it } from '@jest/globals';
import { keepOrder } from '../../faults/webhooks/keep-order.js';
import { leadingAddresses, reachNothing } from '../../faults/webhooks/reach-nothing.js';
import { rotateAndReplay } from '../../faults/webhooks/rotate-and-replay.js';
import { surviveKills } from '../../faults/webhooks/survive-kills.js';
import { cloneTemplate } from '../../helpers/database.js';
import { startNameServer } from '../../helpers/name-server.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

/** The scripts of test/faults/webhooks-*.fault.ts, small. */
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const RETRY = Array.from({ length: 40 }, () => '0.2').join(',');
const env = { ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8', ACCORD_WEBHOOK_RETRY: RETRY };

async function start(options: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(options);
  closing.push(() => server.stop());
  return server;
}

describe(`webhooks under faults (SEED=${seed})`, () => {
  it('lose nothing and keep the order of each lead while the server is killed', async () => {
    const { url: databaseUrl, drop } = await cloneTemplate();
    closing.push(drop);
    const token = `admin_${'k'.repeat(30)}`;
    const { problems, figures } = await surviveKills(() => start({ databaseUrl, token, env }), {
      kills: 2,
      everyMs: 700,
      share: 0.3,
      random: seededRandom(1),
      deadlineMs: 200_000,
    });
    expect(problems).toEqual([]);
    expect(figures.events).toBeGreaterThan(0);
  });

  it('hold up neither other leads nor other endpoints, and verify under both secrets while one replaces the other', async () => {
    const server = await start({ env });
    await start({ databaseUrl: server.databaseUrl, env });
    const options = { leads: 12, events: 6, share: 0.3, random: seededRandom(2), deadlineMs: 200_000 };
    const { problems } = await keepOrder(server, options);
    expect(problems).toEqual([]);
    const rotated = await rotateAndReplay(server, { leads: 10, deadlineMs: 200_000 });
    expect(rotated).toEqual({ problems: [], figures: { events: 20, requests: 40 } });
  });

  it('reach nothing they must not', async () => {
    const names = await startNameServer(leadingAddresses());
    closing.push(names.close);
    const server = await start({
      env: { ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.2/32', ACCORD_DNS_SERVERS: names.address },
    });
    const { problems, figures } = await reachNothing(server);
    expect(problems).toEqual([]);
    expect(figures).toMatchObject({ reached: 0, allowed: 1 });
  });
});
