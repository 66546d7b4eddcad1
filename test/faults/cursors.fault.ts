import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { encodeCursor } from '../../server/events/cursor.js';
import { ask } from '../helpers/graphql.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** R9: cursors that cannot be honoured, asked for over SSE and by query: the right code, never data, never a hang. */
const HANGS_AFTER_MS = 5_000;

const database = await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_LOG_RETENTION: 'PT3S', LOG_LEVEL: 'silent' };
const server = await startAccord(env);

async function codeOf(after: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'subscription ($after: String) { events(after: $after) { id } }',
      variables: { after },
    }),
    signal: AbortSignal.timeout(HANGS_AFTER_MS),
  });
  if (response.status !== 400) return `HTTP ${response.status}`;
  const { errors } = (await response.json()) as { errors: { extensions: { code: string; earliest?: string } }[] };
  const asked = await ask(server, 'query ($after: String) { events(after: $after) { nodes { id } } }', { after });
  const [overSse, overHttp] = [errors[0]?.extensions.code, asked.errors?.[0]?.extensions?.['code']];
  return overSse === overHttp ? String(overSse) : `${overSse} and ${overHttp}`;
}

async function makeLead(n: number): Promise<void> {
  await ask(server, `mutation ($email: EmailAddress!) { upsertLead(input: {lead: {email: $email}}) { lead { id } } }`, {
    email: `lead${n}@cursors.example`,
  });
}

for (let n = 0; n < 5; n++) await makeLead(n);
const first = await ask<{ events: { nodes: { cursor: string }[] } }>(
  server,
  '{ events(first: 1) { nodes { cursor } } }',
);
const old = first.data?.events.nodes[0]?.cursor as string;
const client = new pg.Client({ connectionString: database.url });
await client.connect();
const { rows } = await client.query<{ epoch: number }>('select epoch from installation');
await client.end();
const epoch = rows[0]?.epoch as number;
await pause(6_000);
await makeLead(5);

const found: Record<string, string> = {};
for (const [name, cursor] of [
  ['garbage', 'garbage'],
  ['empty', ''],
  ['one character changed', `${old.slice(0, -1)}${old.endsWith('A') ? 'B' : 'A'}`],
  ['5,000 characters', 'A'.repeat(5_000)],
  ['of another epoch', encodeCursor(epoch + 1, 3)],
  ['beyond the head', encodeCursor(epoch, 1_000_000)],
  ['older than retention', old],
] as const)
  found[name] = await codeOf(cursor).catch((error: Error) => error.name);
await server.remove();
await database.remove();
tellResult(
  'R9',
  { found },
  {
    invalid: ['garbage', 'one character changed', '5,000 characters'].every((name) => found[name] === 'CURSOR_INVALID'),
    epoch: found['of another epoch'] === 'CURSOR_EPOCH',
    ahead: found['beyond the head'] === 'CURSOR_AHEAD',
    expired: found['older than retention'] === 'CURSOR_EXPIRED',
  },
);
