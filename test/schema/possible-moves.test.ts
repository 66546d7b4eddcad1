import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor, openRoleDoors } from './role-doors.js';

describe('Lead.moves', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server?.stop();
  });
  const read = async <Data>(query: string, door: Door): Promise<Data> => {
    const answer = await ask<Data>(door, query);
    expect(answer.errors).toBeUndefined();
    return answer.data as Data;
  };

  it('shows each role the moves that are open to it', async () => {
    const rep = await openPersonsDoor(server, 'SALES');
    const made = 'mutation { upsertLead(input: {lead: {email: "moves@moves.example"}}) { lead { id } } }';
    await read(made, server);
    const asked = '{ lead(by: {email: "moves@moves.example"}) { id } }';
    const { id } = (await read<{ lead: { id: string } }>(asked, server)).lead;
    const doors = await openRoleDoors(server);
    const moves = async (door: Door) =>
      (
        await read<{ lead: { moves: { to: { key: string }; allowed: boolean; missing: string[] }[] } }>(
          `{ lead(by: {id: "${id}"}) { moves { to { key } allowed missing } } }`,
          door,
        )
      ).lead.moves.map(({ to, allowed, missing }) => `${to.key} ${allowed ? 'yes' : missing.length}`);
    expect(await moves(rep)).toEqual(['mql yes', 'sql 1', 'disqualified 1']);
    expect(await moves(doors.INTEGRATOR)).toEqual([]);
    expect(await moves(doors.VIEWER)).toEqual([]);
  });
});
