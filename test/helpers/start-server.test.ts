import { expect, it } from '@jest/globals';
import { startServer } from './start-server.js';

it('starts a server that answers, and stops it in order', async () => {
  const server = await startServer();
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});
