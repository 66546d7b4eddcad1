import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLogs } from '../../../server/audit/verify-logs.js';
import { connect } from '../../../server/db/connect.js';
import { checkHistory } from '../../faults/check-history.js';
import { followLog } from '../../faults/follow-log.js';
import { readOutcome, writeHistory } from '../../faults/write-history.js';
import { ask } from '../../helpers/graphql.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';
import { connectRaw } from './raw-client.js';

const WRITERS = 8;
const FOLLOWERS = 6;

describe('two servers on one database', () => {
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startServer({ env: { ACCORD_RATE_LIMIT: '0' } });
    second = await startSecond();
  });
  afterAll(async () => {
    await second?.stop();
    await first?.stop();
  });

  function startSecond() {
    return startServer({ databaseUrl: first.databaseUrl, token: first.token, env: { ACCORD_RATE_LIMIT: '0' } });
  }

  it('lose nothing and repeat nothing when one is killed, clients retry, and followers are cut', async () => {
    const random = seededRandom(6);
    const { token } = first;
    let doors = [first.url, second.url];
    let stopped = false;
    const made = await ask<{ upsertLead: object }>(
      first,
      'mutation { upsertLead(input: {lead: {email: "zero@faults.example"}}) { lead { id } } }',
    );
    expect(made.errors).toBeUndefined();
    const start = (await readOutcome(first, 'start')).log.at(-1)?.cursor as string;
    const followers = Array.from({ length: FOLLOWERS }, () => followLog(() => doors, token, start));
    const written = { acked: [], accepted: [] as { email: string; messageId: string }[] };
    const writers = Array.from({ length: WRITERS }, (_, i) =>
      writeHistory(written, {
        run: 'two',
        name: `w${i}`,
        token,
        doors: () => doors,
        random: seededRandom(10 + i),
        stopped: () => stopped,
      }),
    );
    const cutter = (async () => {
      while (!stopped) {
        followers[Math.floor(random() * FOLLOWERS)]?.cut();
        await pause(100);
      }
    })();

    const enough = async (count: number) => {
      const before = written.acked.length;
      while (written.acked.length < before + count) await pause(20);
    };
    await enough(60);
    await second.kill();
    doors = [first.url];
    await enough(60);
    second = await startSecond();
    doors = [first.url, second.url];
    await enough(60);
    stopped = true;
    await Promise.all([...writers, cutter]);

    const { log, leads } = await readOutcome(second, start, 'two');
    const last = log.at(-1)?.id;
    for (const follower of followers) {
      while (follower.taken.frames.at(-1)?.id !== last) await pause(20);
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
    expect([seed, problems]).toEqual([seed, []]);
    expect(log.length).toBeGreaterThan(20);

    const connection = await connect({ url: first.databaseUrl, poolSize: 2 });
    const verdicts = await verifyLogs(connection.owner);
    await connection.close();
    expect([verdicts.event.reason, verdicts.audit.reason]).toEqual([null, null]);
  });

  it('end the sockets of a token that is revoked, on both', async () => {
    const { data } = await ask<{ createApiToken: { secret: string; apiToken: { id: string } } }>(
      first,
      'mutation { createApiToken(input: {displayName: "short", roles: [SALES]}) { secret apiToken { id } } }',
    );
    const { secret, apiToken } = data?.createApiToken ?? { secret: '', apiToken: { id: '' } };
    const sockets = await Promise.all(
      [first, second].map(({ url }) => connectRaw(`${url.replace('http', 'ws')}/graphql`, { token: secret })),
    );
    for (const socket of sockets) socket.subscribe('1', 'subscription { events { id cursor lead { stage { key } } } }');
    await Promise.all(sockets.map((socket) => socket.flowing('1')));
    await ask(first, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', { id: apiToken.id });
    expect(await Promise.all(sockets.map((socket) => socket.closed()))).toEqual([4403, 4403]);
  });

  it('show a crossing with its explanation, and the stage it led to, as they happen', async () => {
    const socket = await connectRaw(`${second.url.replace('http', 'ws')}/graphql`, { token: first.token });
    socket.subscribe(
      'crossed',
      `subscription { thresholdCrossed(filter: {thresholds: ["mql"]}) { id cursor direction scoreBefore scoreAfter
        threshold { key } outcome lead { email } contributions { rule points holds } transition { to { key } } } }`,
    );
    socket.subscribe(
      'moved',
      `subscription { stageChanged(filter: {to: ["mql"]}) { id cursor from { key } to { key } cause lead { stage { key } }
        definition { release } crossing { threshold { key } } } }`,
    );
    await Promise.all(['crossed', 'moved'].map((id) => socket.flowing(id)));
    const answer = await ask<{ recordActivities: { crossings: { id: string }[]; transitions: { id: string }[] } }>(
      first,
      `mutation ($at: DateTime!) {
        upsertLead(input: {lead: {email: "seen@seen.example"}, account: {domain: "seen.example", attributes: {employees: 100, industry: "saas"}}}) { userErrors { code } }
        recordActivities(input: {activities: [{lead: {email: "seen@seen.example"}, type: "demo.booked", occurredAt: $at, messageId: "seen-1"}]}) {
          userErrors { code } crossings { id } transitions { id } } }`,
      { at: new Date().toISOString() },
    );
    const crossed = (await socket.heard('next', 'crossed')).payload;
    expect(crossed?.errors).toBeUndefined();
    expect(crossed?.data?.['thresholdCrossed']).toMatchObject({
      id: answer.data?.recordActivities.crossings[0]?.id,
      cursor: crossed?.extensions?.cursor,
      direction: 'UP',
      scoreBefore: 35,
      scoreAfter: 70,
      outcome: 'MOVED',
      contributions: expect.arrayContaining([{ rule: 'demo-booked', points: 35, holds: true }]),
      transition: { to: { key: 'mql' } },
    });
    const moved = (await socket.heard('next', 'moved')).payload;
    expect(moved?.data?.['stageChanged']).toMatchObject({
      id: answer.data?.recordActivities.transitions[0]?.id,
      from: { key: 'lead' },
      cause: 'SCORE',
      lead: { stage: { key: 'mql' } },
      definition: { release: 1 },
      crossing: { threshold: { key: 'mql' } },
    });
    socket.socket.close();
  });
});
