import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { ask } from '../helpers/graphql.js';
import { INJECTION_STRINGS } from '../helpers/injection-strings.js';
import { seed } from '../helpers/seeded-random.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { INJECTION_CODES, SAID_TOO_MUCH, type TextSlot, textSlots } from './text-slots.js';

/** Of all pairs of a place and a text, one in so many is tried a run. */
const SHARES = 151;

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
  const share = (a: number, b: number) => (a * 7 + b + seed) % SHARES === 0;
  const open = slots.flatMap((slot, a) =>
    INJECTION_STRINGS.filter((_, b) => share(a, b)).map((text) => ({ slot, text })),
  );
  const attack = async (): Promise<void> => {
    for (let next = open.pop(); next; next = open.pop()) await send(next.slot, next.text);
  };
  await Promise.all(Array.from({ length: 6 }, attack));
  const after = await ask(server, '{ leads { totalCount } stages { key } }');
  expect(after.data?.['stages']).toEqual(before.data?.['stages']);
});

async function send({ path, operation }: TextSlot, text: string): Promise<void> {
  const { query, variables } = operation(text);
  const answer = await ask(server, query, variables);
  const codes = (answer.errors ?? []).map((error) => error.extensions?.['code']);
  expect([path, text, codes.filter((code) => !INJECTION_CODES.includes(code as string))]).toEqual([path, text, []]);
  expect(JSON.stringify(answer.errors ?? [])).not.toMatch(SAID_TOO_MUCH);
}
