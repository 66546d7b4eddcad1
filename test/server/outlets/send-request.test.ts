import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { outgoingRules } from '../../../server/outlets/outgoing-rules.js';
import type { OutgoingAnswer } from '../../../server/outlets/send-request.js';
import { sendRequest } from '../../../server/outlets/send-request.js';
import { startNameServer } from '../../helpers/name-server.js';
import type { Receiver } from '../../helpers/receiver.js';
import { startReceiver } from '../../helpers/receiver.js';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function receive(...given: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...given);
  open.push(receiver);
  return receiver;
}

async function names(addressesOf: Parameters<typeof startNameServer>[0]) {
  const server = await startNameServer(addressesOf);
  open.push(server);
  return server;
}

const send = (
  url: string,
  rules: { allowCidrs?: string[]; dnsServers?: string[] } = { allowCidrs: ['127.0.0.0/8'] },
  timeoutMs = 60_000,
): Promise<OutgoingAnswer> =>
  sendRequest(outgoingRules({ allowCidrs: [], dnsServers: [], ...rules }), {
    url,
    headers: { 'content-type': 'application/json' },
    body: '{"a":"ü"}',
    timeoutMs,
  });

describe('an outgoing request', () => {
  it('carries its body and tells the status', async () => {
    const receiver = await receive();
    expect(await send(receiver.url)).toEqual({ status: 204, error: null, retryAfterMs: null });
    expect(receiver.received[0]).toMatchObject({ path: '/hook', body: '{"a":"ü"}' });
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-length': '10', host: `127.0.0.1:${receiver.port}` });
    expect(await send(receiver.url.replace('127.0.0.1', 'localhost'))).toMatchObject({ status: 204 });
  });

  it('follows no redirect', async () => {
    const canary = await receive();
    const receiver = await receive((_received, response) => {
      response.writeHead(302, { location: canary.url }).end();
      return undefined;
    });
    expect(await send(receiver.url)).toMatchObject({ status: 302, error: expect.stringContaining('redirect') });
    expect(canary.connections()).toBe(0);
  });

  it('tells what went wrong in a sentence and never throws', async () => {
    const silent = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await send(`http://127.0.0.1:${port}/`, undefined, 300)).toEqual({
      status: null,
      error: 'No answer came in time.',
      retryAfterMs: null,
    });
    // nobody listens there while this server has the port of another address
    expect((await send(`http://127.0.0.3:${port}/`)).error).toBe('The connection was refused.');
    await new Promise((resolve) => silent.close(resolve));
    expect((await send('http://10.0.0.1/')).error).toMatch(/^The address is forbidden: 10\.0\.0\.1 is not/);
    const receiver = await receive((_received, _response, request) => void request.socket.destroy());
    expect((await send(receiver.url)).error).toBe('The connection was closed before an answer came.');
    const endless = await receive((_received, response) => {
      response.writeHead(200);
      response.write('x'.repeat(200_000));
      return undefined;
    });
    expect(await send(endless.url)).toMatchObject({ status: 200, error: null });
  });

  it('reads what a 429 or 503 asks to wait, at most a day', async () => {
    const receiver = await receive((_received, response) => {
      const { length } = receiver.received;
      response.writeHead(length === 1 ? 429 : 503, { 'retry-after': length < 3 ? '7' : '99999999' }).end();
      return undefined;
    });
    expect(await send(receiver.url)).toMatchObject({ status: 429, retryAfterMs: 7_000 });
    expect(await send(receiver.url)).toMatchObject({ status: 503, retryAfterMs: 7_000 });
    expect(await send(receiver.url)).toMatchObject({ retryAfterMs: 86_400_000 });
  });
});

describe('a name', () => {
  it('is asked for at each connection, and refused when one of its addresses is forbidden', async () => {
    const receiver = await receive();
    const canary = await receive(() => 200, '127.0.0.2', receiver.port);
    let turn = 0;
    const server = await names((_name, family) => {
      if (family === 6) return [];
      turn += 1;
      return turn === 1 ? ['127.0.0.1'] : ['127.0.0.2'];
    });
    const rules = { allowCidrs: ['127.0.0.1/32'], dnsServers: [server.address] };
    const url = `http://rebinding.example:${receiver.port}/hook`;
    expect(await send(url, rules)).toMatchObject({ status: 204 });
    expect((await send(url, rules)).error).toMatch(/^The name rebinding\.example leads to an address that is not/);
    expect(server.asked).toEqual(['rebinding.example', 'rebinding.example']);
    expect([receiver.connections(), canary.connections()]).toEqual([1, 0]);
  });

  it.each([
    ['private beside public', { 4: ['93.184.215.14', '10.0.0.1'], 6: [] }],
    ['loopback by IPv6', { 4: ['93.184.215.14'], 6: ['::1'] }],
    ['v4-mapped', { 4: [], 6: ['::ffff:7f00:1'] }],
    ['NAT64', { 4: [], 6: ['64:ff9b::7f00:1'] }],
  ])('is refused whole: %s', async (_what, answers) => {
    const server = await names((_name, family) => answers[family]);
    const { error } = await send('http://mixed.example:4000/', { dnsServers: [server.address] });
    expect(error).toMatch(/^The name mixed\.example leads to an address that is not/);
  });

  it('that nobody knows is told of', async () => {
    const server = await names(() => []);
    const { error } = await send('http://nobody.example/', { dnsServers: [server.address] });
    expect(error).toBe('The name has no address.');
  });
});
