import { buildSchema } from 'graphql';
import { ask, type Door } from '../helpers/graphql.js';
import { openRoleDoors, ROLES } from '../schema/role-doors.js';
import { sampleOperations } from '../schema/sample-query.js';
import { startAccord } from './start-accord.js';

/** A1: every field and mutation of /permissions.json, asked over HTTP (subscriptions as streams) by nobody and by each role. */
const AT_ONCE = 8;
type Table = Record<string, Record<string, 'allow' | 'mask' | 'own' | 'deny'>>;

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const schema = buildSchema(await (await fetch(`${accord.url}/schema.graphql`)).text());
const table = (await (await fetch(`${accord.url}/permissions.json`)).json()) as Table;
const operations = sampleOperations(schema);
const doors: Record<string, Door> = { ...(await openRoleDoors(accord)), anonymous: { url: accord.url, token: '' } };

/** Codes of the answer; of a stream that begins none, and it is left at once. */
async function codesOf(door: Door, query: string): Promise<{ codes: string[]; messages: string }> {
  if (!query.startsWith('subscription')) {
    const { errors = [] } = await ask(door, query);
    return { codes: errors.map(({ extensions }) => String(extensions?.['code'])), messages: JSON.stringify(errors) };
  }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${door.token}` };
  const leave = new AbortController();
  const stream = await fetch(`${door.url}/graphql/stream`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ query }), signal: leave.signal },
  });
  const text = stream.status === 200 ? '{}' : await stream.text();
  leave.abort();
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return { codes: errors.map(({ extensions }) => extensions.code), messages: JSON.stringify(errors) };
}

const wrong: object[] = [];
let cells = 0;
const open = ['anonymous', ...ROLES].flatMap((role) => [...operations].map(([key, query]) => ({ role, key, query })));
const work = async (): Promise<void> => {
  for (let cell = open.pop(); cell; cell = open.pop()) {
    const { role, key, query } = cell;
    const { codes, messages } = await codesOf(doors[role] as Door, query);
    const expected = table[key]?.[role];
    const refused = role === 'anonymous' ? codes[0] === 'UNAUTHENTICATED' : messages.includes(`ask for ${key}:`);
    cells++;
    if (refused !== (expected === 'deny') || codes.includes('INTERNAL')) wrong.push({ role, key, expected, codes });
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
await accord.remove();

process.stdout.write(`${JSON.stringify({ cells, wrong: wrong.slice(0, 20) }, null, 2)}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
