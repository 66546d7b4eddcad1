import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { ask } from '../helpers/graphql.js';
import { seed } from '../helpers/seeded-random.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { type TextSlot, textSlots } from './text-slots.js';

const CODES = ['BAD_USER_INPUT', 'CURSOR_INVALID', 'LIMIT_EXCEEDED'];
const SAID_TOO_MUCH = /syntax error at|relation "|column "|violates|\bat \w+ \(|node_modules/i;

const STRINGS = [
  `'; drop table leads; --`,
  `" or ""="`,
  `1' or '1'='1`,
  `\\'; select pg_sleep(10); --`,
  '$1',
  '$$; select 1; $$',
  '%',
  '_%\\',
  '{{7*7}}',
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  '\u202e\u0000',
  '\ud800',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '😀'.repeat(300),
  'a'.repeat(5_000),
  '\r\nX-Injected: 1',
  '^(a+)+$',
  '',
  ' ',
];

/** Of all pairs of a place and a text, one in so many is tried a run. */
const SHARES = 4;

let server: TestServer;
let schema: GraphQLSchema;
beforeAll(async () => {
  server = await startServer({ env: { ACCORD_RATE_LIMIT: '0' } });
  schema = buildSchema(await (await fetch(`${server.url}/schema.graphql`)).text());
});
afterAll(async () => {
  await server?.stop();
});

it(`takes hostile texts in every argument as texts (SEED=${seed})`, async () => {
  const before = await ask(server, '{ leads { totalCount } stages { key } }');
  const slots = textSlots(schema).filter(({ path }) => !/^Mutation\.(createApiToken|upsertUser)/.test(path));
  expect(slots.length).toBeGreaterThan(60);
  const share = (a: number, b: number) => (a + b + seed) % SHARES === 0;
  const open = slots.flatMap((slot, a) => STRINGS.filter((_, b) => share(a, b)).map((text) => ({ slot, text })));
  const attack = async (): Promise<void> => {
    for (let next = open.pop(); next; next = open.pop()) await send(next.slot, next.text);
  };
  await Promise.all(Array.from({ length: 6 }, attack));
  const after = await ask(server, '{ leads { totalCount } stages { key } }');
  expect(after.data?.['stages']).toEqual(before.data?.['stages']);
}, 60_000);

async function send({ path, operation }: TextSlot, text: string): Promise<void> {
  const { query, variables } = operation(text);
  const answer = await ask(server, query, variables);
  const codes = (answer.errors ?? []).map((error) => error.extensions?.['code']);
  expect([path, text, codes.filter((code) => !CODES.includes(code as string))]).toEqual([path, text, []]);
  expect(JSON.stringify(answer.errors ?? [])).not.toMatch(SAID_TOO_MUCH);
}
