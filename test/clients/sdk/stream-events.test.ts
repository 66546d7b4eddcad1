import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccordError, createClient, type StreamedEvent } from '../../../clients/sdk/index.js';
import { freePort } from '../../../server/db/embedded/free-port.js';
import { cloneTemplate } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const CREATE = `mutation ($input: ImportInput!) { importRecords(input: $input) { accepted userErrors { message } } }`;

describe.each(['ws', 'sse'] as const)('client.events.stream over %s', (transport) => {
  let folder: string;
  let server: TestServer;
  let drop: () => Promise<void>;
  let made = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-sdk-'));
    const clone = await cloneTemplate();
    drop = clone.drop;
    server = await startServer({ databaseUrl: clone.url, dataDir: folder, env: { PORT: String(await freePort()) } });
  });
  afterAll(async () => {
    await server.stop();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const client = (to = server) => createClient({ url: to.url, token: to.token });
  const makeLeads = async (count: number) => {
    const leads = Array.from({ length: count }, () => {
      const id = `lead-${made++}`;
      return { lead: { externalId: { system: 'test', value: id } }, idempotencyKey: id };
    });
    const { importRecords } = await client().query<{ importRecords: { accepted: number } }>(CREATE, {
      input: { leads, historical: false },
    });
    expect(importRecords.accepted).toBe(count);
  };
  const take = async (count: number, stream: AsyncIterable<StreamedEvent>) => {
    const ids: string[] = [];
    if (count > 0) {
      for await (const event of stream) if (ids.push(event.id) === count) break;
    }
    return ids;
  };
  /** A lead made is two events: it came to be, and it entered a stage. */
  const logged = () =>
    eventually(async () => {
      const query = '{ events(first: 100) { nodes { id } } }';
      const { events } = await client().query<{ events: { nodes: { id: string }[] } }>(query);
      return events.nodes.length === 2 * made ? events.nodes.map((event) => event.id) : null;
    });

  it('replays, goes live, and comes again with what was not taken', async () => {
    await makeLeads(3);
    let saved: string | null = null;
    const checkpoint = {
      load: () => saved,
      save: (cursor: string) => {
        saved = cursor;
      },
    };
    const log = await logged();
    const first = await take(2, client().events.stream({ after: 'start', checkpoint, transport }));
    expect(first).toEqual(log.slice(0, 2));
    const rest = take(log.length + 1, client().events.stream({ checkpoint, transport }));
    await makeLeads(1);
    const whole = await logged();
    expect(await rest).toEqual(whole.slice(1, log.length + 2));
  });

  it('goes on where it was when the server comes back, without a gap and without a repeat', async () => {
    const before = await logged();
    const port = new URL(server.url).port;
    const cursors: (string | null)[] = [];
    const stream = client().events.stream({ after: 'start', transport });
    const seen: string[] = [];
    const follow = (async () => {
      for await (const event of stream) {
        seen.push(event.id);
        cursors.push(event.cursor);
        if (seen.length === before.length + 4) break;
      }
    })();
    await eventually(() => seen.length === before.length);
    await server.kill();
    server = await startServer({ ...server, env: { PORT: port } });
    await makeLeads(2);
    await follow;
    expect(seen).toEqual((await logged()).slice(0, before.length + 4));
    expect(new Set(cursors).size).toBe(cursors.length);
  });

  it('throws what the server refuses', async () => {
    const stranger = createClient({ url: server.url, token: 'acc_nobody' });
    await expect(stranger.query('{ viewer { id } }')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      retryable: false,
    });
    await expect(take(1, stranger.events.stream({ after: 'start', transport }))).rejects.toThrow(AccordError);
    await expect(take(1, client().events.stream({ after: 'garbage', transport }))).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
    const nowhere = createClient({ url: 'http://127.0.0.1:9' });
    await expect(nowhere.query('{ viewer { id } }')).rejects.toMatchObject({ code: 'NO_CONNECTION', retryable: true });
  });

  it('ends a waiting consumer that is told to return', async () => {
    const stream = client().events.stream({ transport });
    const next = stream.next();
    await stream.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
