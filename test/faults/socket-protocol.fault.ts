import { WebSocket } from 'ws';
import { ask } from '../helpers/graphql.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** G2 of the reliability tests: graphql-transport-ws to the letter, by bare WebSockets. */
const database = await startDatabase();
const server = await startAccord({ DATABASE_URL: database.url, ACCORD_MAX_INIT_SECONDS: '1', LOG_LEVEL: 'silent' });
const address = `${server.url.replace('http', 'ws')}/graphql`;
const SUBSCRIBE = { type: 'subscribe', payload: { query: 'subscription { events { id } }' } };
const INIT = { type: 'connection_init', payload: { authorization: `Bearer ${server.token}` } };
const DEADLINE_MS = 5_000;

interface Talk {
  code: number | null;
  heard: { type: string; id?: string; payload?: unknown }[];
}

/** Says all of `messages`, each once the one before had its time, and answers what came back. */
async function talk(
  messages: (object | string | Buffer)[],
  options: { protocol?: string; until?: (talk: Talk) => boolean } = {},
) {
  const socket = new WebSocket(address, options.protocol ?? 'graphql-transport-ws');
  const told: Talk = { code: null, heard: [] };
  socket.on('message', (text) => told.heard.push(JSON.parse(String(text))));
  socket.on('close', (code) => {
    told.code = code;
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  for (const message of messages) {
    const before = told.heard.length;
    if (socket.readyState === socket.OPEN)
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    if (message === INIT) await holds(() => told.heard.length > before || told.code !== null);
  }
  const until = options.until ?? (() => told.code !== null);
  await holds(() => until(told));
  const said = { ...told };
  socket.terminate();
  return said;
}

async function holds(condition: () => boolean): Promise<void> {
  for (const end = performance.now() + DEADLINE_MS; !condition() && performance.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const codeOf = async (...args: Parameters<typeof talk>) => (await talk(...args)).code;
const pongs = await talk([INIT, { type: 'ping' }, { type: 'ping', payload: { beat: 1 } }], {
  until: ({ heard }) => heard.filter((message) => message.type === 'pong').length === 2,
});
const results = await talk([INIT, { id: 'q', type: 'subscribe', payload: { query: '{ viewer { id } }' } }], {
  until: ({ heard }) => heard.some((message) => message.type === 'complete'),
});
const errors = await talk([INIT, { id: 'e', type: 'subscribe', payload: { query: '{ nothing }' } }], {
  until: ({ heard }) => heard.some((message) => message.type === 'error'),
});
const stopped = await talk(
  [INIT, { id: 's', ...SUBSCRIBE }, { id: 's', type: 'complete' }, { id: 's', ...SUBSCRIBE }, { type: 'ping' }],
  {
    until: ({ heard }) => heard.some((message) => message.type === 'pong'),
  },
);
const tooMany: WebSocket[] = [];
let last: number | null = null;
for (let i = 0; i < 21; i++) {
  const socket = new WebSocket(address, 'graphql-transport-ws');
  tooMany.push(socket);
  socket.on('close', (code) => {
    last ??= code;
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify(INIT));
  await new Promise((resolve) => {
    socket.once('message', resolve);
    socket.once('close', resolve);
  });
}
await holds(() => last !== null);
for (const socket of tooMany) socket.terminate();
const { data } = await ask<{ createApiToken: { secret: string; apiToken: { id: string } } }>(
  server,
  'mutation { createApiToken(input: {displayName: "short", roles: [SALES]}) { secret apiToken { id } } }',
);
const revoked = talk([
  { type: 'connection_init', payload: { authorization: `Bearer ${data?.createApiToken.secret}` } },
]);
await new Promise((resolve) => setTimeout(resolve, 500));
await ask(server, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', {
  id: data?.createApiToken.apiToken.id,
});

const found = {
  '4400 no JSON': await codeOf(['no JSON']),
  '4400 no type': await codeOf([{ id: '1' }]),
  '4400 unknown type': await codeOf([INIT, { type: 'shout' }]),
  '4400 a message of the server': await codeOf([INIT, { id: '1', type: 'next', payload: {} }]),
  '4400 subscribe without an id': await codeOf([INIT, SUBSCRIBE]),
  '4400 binary that is no JSON': await codeOf([Buffer.from([0xff, 0xfe])]),
  '4401 subscribe before the ack': await codeOf([{ id: '1', ...SUBSCRIBE }]),
  '4403 unknown token': await codeOf([{ type: 'connection_init', payload: { authorization: 'Bearer nobody' } }]),
  '4403 no token': await codeOf([{ type: 'connection_init' }]),
  '4403 revoked while open': (await revoked).code,
  '4406 another sub-protocol': await codeOf([], { protocol: 'graphql-ws' }),
  '4408 no connection_init in time': await codeOf([]),
  '4409 an id twice': await codeOf([INIT, { id: '1', ...SUBSCRIBE }, { id: '1', ...SUBSCRIBE }]),
  '4429 connection_init twice': await codeOf([INIT, INIT]),
  '4429 a socket more than allowed': last,
};
await server.remove();
await database.remove();
tellResult(
  'G2',
  { found },
  {
    'close codes': Object.entries(found).every(([name, code]) => Number(name.slice(0, 4)) === code),
    'pong for ping, payload included':
      JSON.stringify(pongs.heard.filter(({ type }) => type === 'pong')) ===
      '[{"type":"pong"},{"type":"pong","payload":{"beat":1}}]',
    'next, then complete': results.heard.map(({ type }) => type).join() === 'connection_ack,next,complete',
    'error ends the operation, the socket lives': errors.code === null && errors.heard.at(-1)?.type === 'error',
    'complete frees the id': stopped.code === null && !stopped.heard.some(({ type }) => type === 'error'),
  },
);
