import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/auth/principal.js';
import { ask, type Door, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openRoleDoors } from './role-doors.js';

const RETRACT = `mutation ($input: RetractInput!) {
  retractActivities(input: $input) { retracted userErrors { code field message } } }`;
const IMPORT = 'mutation ($input: ImportInput!) { importRecords(input: $input) { accepted userErrors { code } } }';
const LEAD = `{ lead(by: {email: "back@back.example"}) { score { value } notes { about text author { id } }
  activities(first: 10) { nodes { messageId } } crossings(first: 10) { nodes { direction trigger activity { id } } } } }`;

let server: TestServer;
let doors: Record<Role, Door>;
beforeAll(async () => {
  server = await startServer();
  doors = await openRoleDoors(server);
});
afterAll(async () => {
  await server?.stop();
});

const retract = (door: Door, input: Record<string, unknown>) =>
  ask(door, RETRACT, { input: { source: 'crm', reason: 'the wrong file', ...input } });

describe('retractActivities', () => {
  it('is for ADMIN and INTEGRATOR', async () => {
    for (const role of ['REVOPS', 'MARKETING', 'SALES', 'INGEST', 'VIEWER'] as const) {
      const { errors } = await retract(doors[role], { messageIds: ['x'] });
      expect([role, errors?.[0]?.extensions?.['code']]).toEqual([role, 'FORBIDDEN']);
    }
  });

  it('takes an import back: its own integrator may, others find nothing; streams and the audit log tell of it', async () => {
    const lead = { email: 'back@back.example' };
    const activity = (messageId: string) => ({
      ...{ lead, type: 'page.viewed', source: 'crm', messageId, occurredAt: new Date().toISOString() },
      properties: { page: 'pricing' },
    });
    const attributes = { seniority: 'vp', 'account.employees': 100 };
    const input = {
      importId: 'july',
      historical: false,
      leads: [{ lead, attributes, idempotencyKey: 'july 1' }],
      activities: ['a', 'b', 'c'].map(activity),
    };
    const told = await ask(doors.INTEGRATOR, IMPORT, { input });
    expect(told).toEqual({ data: { importRecords: { accepted: 4, userErrors: [] } }, extensions: told.extensions });
    const stream = await listen(
      doors.VIEWER,
      'subscription { thresholdCrossed(after: "start", filter: {direction: DOWN}) { direction } }',
    );
    const other = await ask<{ createApiToken: { secret: string } }>(
      server,
      'mutation { createApiToken(input: {displayName: "Other", roles: [INTEGRATOR]}) { secret } }',
    );
    const stranger = { url: server.url, token: other.data?.createApiToken.secret as string };
    const none = await retract(stranger, { importId: 'july' });
    expect(none.data).toMatchObject({ retractActivities: { retracted: 0, userErrors: [{ code: 'NOT_FOUND' }] } });
    const one = await retract(doors.INTEGRATOR, { messageIds: ['a', 'z'] });
    expect(one.data).toMatchObject({
      retractActivities: { retracted: 1, userErrors: [{ code: 'NOT_FOUND', field: ['messageIds', '1'] }] },
    });
    const rest = await retract(doors.INTEGRATOR, { importId: 'july' });
    expect(rest.data).toEqual({ retractActivities: { retracted: 4, userErrors: [] } });
    const again = await retract(doors.ADMIN, { importId: 'july' });
    expect(again.data).toEqual({ retractActivities: { retracted: 0, userErrors: [] } });
    expect(await stream.until(1)).toMatchObject([{ data: { thresholdCrossed: { direction: 'DOWN' } } }]);
    stream.close();
    const seen = await ask<{ lead: Record<string, unknown> }>(doors.SALES, LEAD);
    expect(seen.errors).toBeUndefined();
    expect(seen.data?.lead).toMatchObject({ score: { value: 0 }, activities: { nodes: [] } });
    expect(seen.data?.lead['notes']).toMatchObject([
      { about: 'FACTS_RETRACTED', text: 'the wrong file' },
      { about: 'FACTS_RETRACTED', text: 'the wrong file' },
    ]);
    expect(JSON.stringify(seen.data?.lead['crossings'])).toContain('"DOWN"');
    const log = await ask(server, '{ auditLog(first: 50) { nodes { action detail } } }');
    expect(log.errors).toBeUndefined();
    const text = JSON.stringify(log.data);
    expect(text).toContain('activities.retracted');
    expect(text).not.toContain('the wrong file');
  });
});
