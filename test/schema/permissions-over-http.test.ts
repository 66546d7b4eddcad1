import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, parse, validate } from 'graphql';
import { authorizeOperation } from '../../server/auth/permissions/authorize-operation.js';
import type { Principal, Role } from '../../server/auth/principal.js';
import { type Answer, ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openRoleDoors, ROLES } from './role-doors.js';
import { sampleOperations } from './sample-query.js';

type Table = Record<string, Record<Role | 'anonymous', 'allow' | 'mask' | 'own' | 'deny'>>;

let server: TestServer;
let doors: Record<Role, Door>;
let schema: GraphQLSchema;
let table: Table;
let operations: Map<string, string>;
beforeAll(async () => {
  server = await startServer();
  doors = await openRoleDoors(server);
  schema = buildSchema(await (await fetch(`${server.url}/schema.graphql`)).text());
  table = (await (await fetch(`${server.url}/permissions.json`)).json()) as Table;
  operations = sampleOperations(schema);
});
afterAll(async () => {
  await server?.stop();
});

function codes(answer: Answer): unknown[] {
  return (answer.errors ?? []).map((error) => error.extensions?.code);
}

describe('the published permission table', () => {
  it('has a valid operation for each of its fields but those of interfaces', () => {
    const interfaces = ['Node', 'Actor', 'Event', 'MutationPayload'];
    const wanted = Object.keys(table).filter((key) => !interfaces.includes(key.split('.')[0] as string));
    expect([...operations.keys()].sort()).toEqual(wanted.sort());
    for (const operation of operations.values()) expect(validate(schema, parse(operation))).toEqual([]);
  });

  it('is what decides over every field, for every role', () => {
    for (const role of ROLES) {
      const principal = { roles: [role], kind: 'machine' } as unknown as Principal;
      for (const [key, operation] of operations) {
        const denied = authorizeOperation(schema, parse(operation), null, principal).map(({ message }) => message);
        const mine = denied.some((message) => message.includes(`ask for ${key}:`));
        expect([role, key, mine]).toEqual([role, key, table[key]?.[role] === 'deny']);
      }
    }
  });
});

describe('every root field', () => {
  for (const role of ROLES) {
    it(`answers a ${role} as the table says`, async () => {
      for (const [key, operation] of operations) {
        if (!/^(Query|Mutation)\./.test(key)) continue;
        const answer = await ask(doors[role], operation);
        const shown = [role, key, codes(answer)];
        if (table[key]?.[role] === 'deny')
          expect([...shown, answer.data]).toEqual([role, key, ['FORBIDDEN'], undefined]);
        else expect(codes(answer).filter((code) => !['BAD_USER_INPUT'].includes(code as string))).toEqual([]);
      }
    });
  }

  it('answers nobody: 401, whatever is asked, introspection too', async () => {
    const asked = [...operations].filter(([key]) => /^(Query|Mutation)\./.test(key)).map(([, operation]) => operation);
    for (const query of [...asked, '{ __typename }', '{ __schema { types { name } } }', '{ nonsense', '']) {
      const answer = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect([query, answer.status]).toEqual([query, 401]);
      expect(codes((await answer.json()) as Answer)).toEqual(['UNAUTHENTICATED']);
    }
  });
});

describe('Query.permissions', () => {
  it('tells each caller what he may, and only that', async () => {
    for (const role of ROLES) {
      if (role === 'INGEST') continue;
      const answer = await ask<{ permissions: string[] }>(doors[role], '{ permissions }');
      const wanted = Object.keys(table).filter((key) => ['allow', 'own'].includes(table[key]?.[role] ?? ''));
      expect(answer.data?.permissions).toEqual(wanted.map((key) => key.replace(/^Mutation\./, '')));
    }
  });
});
