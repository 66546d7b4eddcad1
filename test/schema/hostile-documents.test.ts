import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Answer } from '../helpers/graphql.js';
import { type Hostile, hostileDocuments } from '../helpers/hostile-documents.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
});

async function overHttp({ body }: Hostile): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.token}` };
  const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  expect(answer.status).toBeLessThan(500);
  const text = await answer.text();
  expect(text.length).toBeLessThan(20_000);
  return JSON.parse(text) as Answer;
}

function overWebSocket({ body }: Hostile): Promise<Answer> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise<Answer>((resolve, reject) => {
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
    socket.on('open', () => {
      const payload = { authorization: `Bearer ${server.token}` };
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    socket.on('message', (text) => {
      const { type, payload } = JSON.parse(String(text)) as { type: string; payload: Answer };
      if (type === 'connection_ack') socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
      if (type === 'next') resolve(payload);
      if (type === 'error') resolve({ errors: payload as unknown as Answer['errors'] });
    });
  }).finally(() => socket.terminate());
}

describe('hostile requests', () => {
  it.each(hostileDocuments().map((each) => [each.name, each] as const))('%s', async (_name, hostile) => {
    for (const over of [overHttp, overWebSocket]) {
      const answer = await over(hostile);
      const codes = new Set((answer.errors ?? []).map(({ extensions }) => extensions?.['code']));
      if (hostile.codes === null) expect(answer).toEqual({ data: expect.anything(), extensions: expect.anything() });
      else
        expect([[...codes].filter((code) => !hostile.codes?.includes(code as string)), codes.size > 0]).toEqual([
          [],
          true,
        ]);
    }
  });

  it('are told in few words', async () => {
    const unused = hostileDocuments().find(({ name }) => name.includes('unused')) as Hostile;
    for (const over of [overHttp, overWebSocket]) expect((await over(unused)).errors?.length).toBeLessThanOrEqual(5);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(server.stderr()).not.toContain('nobody expected');
  });
});
