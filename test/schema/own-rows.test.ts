import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/auth/principal.js';
import { ask, type Door, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openRoleDoors } from './role-doors.js';

let server: TestServer;
let doors: Record<Role, Door>;
const ids: Partial<Record<Role, string>> = {};
beforeAll(async () => {
  server = await startServer();
  doors = await openRoleDoors(server);
  for (const role of ['INTEGRATOR', 'SALES', 'VIEWER'] as const) {
    ids[role] = (await ask<{ viewer: { id: string } }>(doors[role], '{ viewer { id } }')).data?.viewer.id as string;
  }
});
afterAll(async () => {
  await server?.stop();
});

const TOKEN = '... on ApiToken { displayName lastUsedAt }';

describe('what the table calls own', () => {
  it('is seen on own rows and empty on those of others, by every way', async () => {
    const query = `query ($mine: ID!, $other: ID!) {
      viewer { ${TOKEN} } mine: node(id: $mine) { ${TOKEN} } other: node(id: $other) { ${TOKEN} }
      nodes(ids: [$mine, $other]) { ${TOKEN} } }`;
    const answer = await ask(doors.INTEGRATOR, query, { mine: ids.INTEGRATOR, other: ids.SALES });
    const mine = { displayName: 'A test', lastUsedAt: expect.any(String) };
    const other = { displayName: 'A test', lastUsedAt: null };
    expect(answer).toMatchObject({ data: { viewer: mine, mine, other, nodes: [mine, other] } });
    const all = await ask(doors.ADMIN, query, { mine: ids.INTEGRATOR, other: ids.SALES });
    expect(all).toMatchObject({ data: { nodes: [mine, mine] } });
  });

  it('is each caller’s own in a stream of the same words, whose frames are else shared', async () => {
    const lead = `mutation ($email: EmailAddress!) { upsertLead(input: {lead: {email: $email}}) { lead { id } } }`;
    await ask(doors.INTEGRATOR, lead, { email: 'own@rows.example' });
    const query = `subscription { events(after: "start") { id actor { id ${TOKEN} } } }`;
    const [mine, others] = await Promise.all([listen(doors.INTEGRATOR, query), listen(doors.SALES, query)]);
    const twin = await ask<{ createApiToken: { secret: string } }>(
      server,
      'mutation { createApiToken(input: {displayName: "Twin", roles: [INTEGRATOR]}) { secret } }',
    );
    const second = await listen({ url: server.url, token: twin.data?.createApiToken.secret as string }, query);
    const used = [mine, others, second].map(async (listening) => {
      const [frame] = await listening.until(1);
      const { actor } = (frame as { data: { events: { actor: { id: string; lastUsedAt: string | null } } } }).data
        .events;
      expect(actor.id).toBe(ids.INTEGRATOR);
      listening.close();
      return actor.lastUsedAt;
    });
    expect(await Promise.all(used)).toEqual([expect.any(String), null, null]);
  });
});
