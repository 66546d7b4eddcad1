import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection, connect } from '../../server/db/connect.js';
import { readFiles } from '../../server/git/read-files.js';
import { eventually } from '../helpers/eventually.js';
import { ask, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { mergeFiles } from '../server/releases/merge-files.js';
import { openRoleDoors } from './role-doors.js';

type Row = Record<string, unknown>;

let server: TestServer;
let other: TestServer;
let database: Connection;
beforeAll(async () => {
  server = await startServer();
  other = await startServer({ databaseUrl: server.databaseUrl, token: server.token });
  database = await connect({ url: server.databaseUrl, poolSize: 2 });
});
afterAll(async () => {
  await database?.close();
  await other?.stop();
  await server?.stop();
});

async function data<Data = Row>(query: string, variables: Row = {}): Promise<Data> {
  const answer = await ask<Data>(server, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

const STATUS = `definitions { live { release commit } main drift hold { reason by { displayName } refused }
  instances { instance commit activatedAt error } }`;
const PAYLOAD = `{ userErrors { code field message } promotion { id release kind reason expiresAt rescoring { id kind } } ${STATUS} }`;

interface Status {
  live: { release: number; commit: string };
  main: string;
  drift: string;
  hold: Row | null;
  instances: { instance: string; commit: string; error: string | null }[];
}

interface Payload {
  userErrors: Row[];
  promotion: (Row & { rescoring: { id: string } }) | null;
  definitions: Status;
}

async function mergedChange(): Promise<string> {
  const { definitions } = await data<{ definitions: Status }>(`{ ${STATUS} }`);
  const files = { ...(await readFiles(database.db, definitions.main)) };
  const model = JSON.parse(files['models/hundred-point.json'] as string);
  model.rules[0].points += 1;
  files['models/hundred-point.json'] = `${JSON.stringify(model, null, 2)}\n`;
  return mergeFiles(database.db, files);
}

describe('a release', () => {
  it('is promoted, followed, activated everywhere within seconds, and rolled back', async () => {
    const events = await listen<{ events: Row }>(
      server,
      'subscription { events(after: "start", filter: {kinds: [PROMOTION]}) { id ... on PromotionEvent { lead { id } actor { displayName } promotion { release kind } } } }',
    );
    const before = await data<{ definitions: Status }>(`{ ${STATUS} }`);
    expect(before.definitions).toMatchObject({ live: { release: 1 }, drift: 'IN_SYNC', hold: null });
    expect(before.definitions.instances).toHaveLength(2);
    const commit = await mergedChange();
    const promote = 'mutation ($input: PromoteInput!) { promote(input: $input) PAYLOAD }'.replace('PAYLOAD', PAYLOAD);
    const input = { commit, expectedLive: before.definitions.live.commit };
    const { promote: promoted } = await data<{ promote: Payload }>(promote, { input });
    expect(promoted).toMatchObject({
      userErrors: [],
      promotion: { id: 'promotion_2', release: 2, kind: 'MERGE', expiresAt: null, rescoring: { kind: 'rescore' } },
      definitions: { live: { release: 2, commit } },
    });
    const { promote: stale } = await data<{ promote: Payload }>(promote, { input });
    expect(stale).toMatchObject({ userErrors: [{ code: 'STALE_VERSION', field: ['expectedLive'] }], promotion: null });
    await eventually(async () => {
      const { definitions } = await data<{ definitions: Status }>(`{ ${STATUS} }`);
      return definitions.instances.every((instance) => instance.commit === commit && instance.error === null);
    });
    const job = promoted.promotion?.rescoring.id;
    const progress = await listen<{ jobProgressed: Row }>(
      other,
      'subscription ($id: ID!) { jobProgressed(id: $id) { id state progress done total message } }',
      { id: job },
    );
    expect(await progress.ended).toBeNull();
    expect(progress.frames.at(-1)?.data?.jobProgressed).toMatchObject({ id: job, state: 'SUCCEEDED', progress: 1 });
    const seen = await data(
      'query ($id: ID!) { job(id: $id) { state result { id } } node(id: $id) { id __typename } }',
      {
        id: job,
      },
    );
    expect(seen).toEqual({ job: { state: 'SUCCEEDED', result: null }, node: { id: job, __typename: 'Job' } });

    const back = `mutation ($to: Int!, $reason: String!) { rollBack(input: {toRelease: $to, reason: $reason}) ${PAYLOAD} }`;
    const { rollBack } = await data<{ rollBack: Payload }>(back, { to: 1, reason: 'too many' });
    expect(rollBack).toMatchObject({
      promotion: { release: 3, kind: 'ROLLBACK', reason: 'too many' },
      definitions: { drift: 'HELD', hold: { reason: 'too many', refused: commit } },
    });
    const { promote: held } = await data<{ promote: Payload }>(promote, {
      input: { commit, expectedLive: before.definitions.live.commit },
    });
    expect(held.userErrors).toMatchObject([{ code: 'HELD' }]);
    const release = `mutation { releaseHold(input: {reason: "mended"}) ${PAYLOAD} }`;
    const { releaseHold } = await data<{ releaseHold: Payload }>(release);
    expect(releaseHold).toMatchObject({ promotion: { release: 4 }, definitions: { drift: 'IN_SYNC', hold: null } });
    await events.until(3);
    expect(events.frames.map((frame) => frame.data?.events['promotion'])).toMatchObject([
      { release: 2 },
      { release: 3 },
      { release: 4 },
    ]);
    events.close();
  });

  it('is changed by those who may', async () => {
    const doors = await openRoleDoors(server);
    const code = async (role: keyof typeof doors, mutation: string) =>
      (await ask(doors[role], `mutation { ${mutation} { userErrors { code } } }`)).errors?.[0]?.extensions?.code;
    const back = 'rollBack(input: {toRelease: 99, reason: "x"})';
    for (const role of ['ADMIN', 'REVOPS', 'MARKETING', 'SALES'] as const)
      expect(await code(role, back)).toBeUndefined();
    for (const role of ['INTEGRATOR', 'INGEST', 'VIEWER'] as const) expect(await code(role, back)).toBe('FORBIDDEN');
    for (const role of ['MARKETING', 'SALES', 'VIEWER'] as const) {
      expect(await code(role, 'releaseHold(input: {reason: "x"})')).toBe('FORBIDDEN');
      expect(await code(role, 'cancelJob(id: "job_none")')).toBe('FORBIDDEN');
    }
    expect(await code('REVOPS', 'cancelJob(id: "job_none")')).toBeUndefined();
  });
});
