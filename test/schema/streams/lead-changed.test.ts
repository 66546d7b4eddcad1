import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { ask } from '../../helpers/graphql.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';
import { openRoleDoors } from '../role-doors.js';
import type { Message } from './raw-client.js';
import { connectRaw } from './raw-client.js';

const WATCH = 'subscription ($id: ID!) { leadChanged(id: $id) { id version email stage { key } score { value } } }';

describe('leadChanged', () => {
  let server: TestServer;
  let id: string;
  beforeAll(async () => {
    server = await startServer();
    const { data } = await ask<{ upsertLead: { lead: { id: string } } }>(
      server,
      `mutation { upsertLead(input: {lead: {email: "watched@watched.example"},
        account: {domain: "watched.example", attributes: {employees: 100, industry: "saas"}}}) { lead { id } } }`,
    );
    id = data?.upsertLead.lead.id as string;
  });
  afterAll(() => server?.stop());

  const connect = (token: string) => connectRaw(`${server.url.replace('http', 'ws')}/graphql`, { token });

  async function book(messageId: string) {
    const { data } = await ask<{ recordActivities: { accepted: number } }>(
      server,
      `mutation ($at: DateTime!, $messageId: String!) { recordActivities(input: {activities: [
        {lead: {email: "watched@watched.example"}, type: "demo.booked", occurredAt: $at, messageId: $messageId}]}) { accepted } }`,
      { at: new Date().toISOString(), messageId },
    );
    expect(data?.recordActivities.accepted).toBe(1);
  }

  /** Changes the lead again and again: nothing tells from which moment on a watch is awake. */
  async function bookUntil(name: string, heard: () => boolean) {
    for (let n = 0; !heard(); n++) {
      await book(`${name}-${n}`);
      await eventually(heard, 1_500).catch(() => undefined);
    }
  }

  it('tells of every change, to each as his role may see it, and of nothing before', async () => {
    const doors = await openRoleDoors(server);
    const admin = await connect(server.token);
    const viewer = await connect(doors.VIEWER.token);
    const ids = ['a', 'b'];
    for (const socket of [admin, viewer]) for (const each of ids) socket.subscribe(each, WATCH, { id });
    await bookUntil('first', () => [admin, viewer].every((socket) => ids.every((each) => socket.of(each).length > 0)));
    const [told, masked] = [admin.of('b').at(-1) as Message, viewer.of('a').at(-1) as Message];
    expect(told.payload?.data?.['leadChanged']).toMatchObject({
      id,
      email: 'watched@watched.example',
      stage: { key: 'mql' },
      score: { value: 70 },
    });
    expect(masked.payload?.data?.['leadChanged']).toMatchObject({ id, email: null, stage: { key: 'mql' } });
    expect(told.payload).not.toHaveProperty('extensions');

    const before = admin.of('a').length;
    await book('second');
    await eventually(() => admin.of('a').length > before);
    const version = ({ payload }: { payload?: unknown }) =>
      (payload as { data: { leadChanged: { version: number } } }).data.leadChanged.version;
    expect(version(admin.of('a').at(-1) ?? {})).toBeGreaterThan(version(told));
    admin.socket.close();
    viewer.socket.close();
  });

  it('refuses a lead that is not there, and a role that reads nothing', async () => {
    const doors = await openRoleDoors(server);
    const sockets = await Promise.all([connect(server.token), connect(doors.INGEST.token)]);
    for (const socket of sockets) socket.subscribe('1', WATCH, { id: 'lead_none' });
    const errors = await Promise.all(sockets.map((socket) => socket.heard('error', '1')));
    expect(errors.map(({ payload }) => payload?.[0]?.extensions.code)).toEqual(['BAD_USER_INPUT', 'FORBIDDEN']);
    expect(errors[0]?.payload?.[0]?.message).toBe('There is no lead "lead_none".');
    for (const socket of sockets) socket.socket.close();
  });

  it('is a stream of server-sent events too, without ids to resume from', async () => {
    const cut = new AbortController();
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ query: WATCH, variables: { id } }),
      signal: cut.signal,
    });
    expect(response.status).toBe(200);
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    })().catch(() => undefined);
    const frame = () => /^event: next\ndata: (.*)\n\n/m.exec(text)?.[1];
    await bookUntil('third', () => frame() !== undefined);
    expect(JSON.parse(frame() as string)).toMatchObject({ data: { leadChanged: { id } } });
    expect(text).not.toMatch(/^id:/m);
    cut.abort();
    await reading;
  });

  it('ends with the token', async () => {
    const { data } = await ask<{ createApiToken: { secret: string; apiToken: { id: string } } }>(
      server,
      'mutation { createApiToken(input: {displayName: "short", roles: [SALES]}) { secret apiToken { id } } }',
    );
    const socket = await connect(data?.createApiToken.secret as string);
    socket.subscribe('1', WATCH, { id });
    await ask(server, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', {
      id: data?.createApiToken.apiToken.id,
    });
    expect(await socket.closed()).toBe(4403);
  });
});
