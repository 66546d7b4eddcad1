import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../helpers/graphql.js';
import { hammerOperations } from '../helpers/hammer-operations.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import type { TestServer } from '../helpers/start-server.js';
import { startServer } from '../helpers/start-server.js';

const OPERATIONS = 500;
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ env: { ACCORD_RATE_LIMIT: '0', LOG_LEVEL: 'error' } });
  const activities = Array.from({ length: 40 }, (_, i) => ({
    lead: { email: `person${i % 8}@company${i % 3}.example` },
    type: i % 2 ? 'demo.booked' : 'page.viewed',
    occurredAt: new Date(Date.now() - i * 3_600_000).toISOString(),
    messageId: `m${i}`,
    properties: { page: 'pricing' },
  }));
  const answer = await ask(
    server,
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { accepted } }',
    { input: { activities } },
  );
  expect(answer).toMatchObject({ data: { recordActivities: { accepted: 40 } } });
});

afterAll(() => server.stop());

it(`answers ${OPERATIONS} random operations without a surprise (SEED=${seed})`, async () => {
  const seen = await hammerOperations(server, OPERATIONS, seededRandom());
  expect(seen.wrong).toEqual([]);
  expect(seen.withData).toBeGreaterThan(OPERATIONS / 10);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
