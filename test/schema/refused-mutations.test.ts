import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Role } from '../../server/auth/principal.js';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openRoleDoors } from './role-doors.js';

interface Entry {
  action: string;
  actor: { id: string };
  subject: string;
  detail: { operation?: string };
}

let server: TestServer;
let doors: Record<Role, Door>;
beforeAll(async () => {
  server = await startServer();
  doors = await openRoleDoors(server);
});
afterAll(async () => {
  await server?.stop();
});

const NOBODY = `lead_${'0'.repeat(32)}`;
const ZERO = '0'.repeat(40);

/** Mutations that a rule refuses, with what the audit log must say of each. */
const REFUSED: [operation: string, text: string, action: string, subject?: string][] = [
  ['moveLead', `moveLead(input: {lead: {id: "${NOBODY}"}, to: "mql"})`, 'refused.NOT_FOUND', NOBODY],
  ['createWebhook', 'createWebhook(input: {url: "http://127.0.0.1/x", kinds: [LEAD]})', 'refused.INVALID'],
  ['redeliver', 'redeliver(deliveryId: "delivery_none")', 'refused.NOT_FOUND'],
  ['cancelJob', 'cancelJob(id: "job_none")', 'refused.NOT_FOUND'],
  ['runBacktest', 'runBacktest(input: {})', 'refused.REQUIRED'],
  ['promote', `promote(input: {commit: "${ZERO}", expectedLive: "${ZERO}"})`, 'refused.NOT_FOUND'],
  ['rollBack', 'rollBack(input: {toRelease: 1, reason: "of who@example.com"})', 'refused.INVALID'],
  ['releaseHold', 'releaseHold(input: {reason: "over"})', 'refused.NOT_FOUND'],
  ['commentOnPullRequest', 'commentOnPullRequest(input: {number: 99, body: "x"})', 'refused.NOT_FOUND', 'pull_99'],
  ['createApiToken', 'createApiToken(input: {displayName: "x", roles: []})', 'refused.REQUIRED'],
];

it('leaves in the audit log who was refused what by a rule, whichever mutation it was, and nothing personal', async () => {
  const me = (await ask<{ viewer: { id: string } }>(doors.ADMIN, '{ viewer { id } }')).data?.viewer.id;
  for (const [operation, text] of REFUSED) {
    const answer = await ask(doors.ADMIN, `mutation { ${text} { userErrors { code } } }`);
    expect([operation, answer.errors, answer.data?.[operation]]).toEqual([
      operation,
      undefined,
      { userErrors: [{ code: expect.any(String) }] },
    ]);
  }
  const query = '{ auditLog(first: 100) { nodes { action actor { id } subject detail } } }';
  await eventually(async () => {
    const { data } = await ask<{ auditLog: { nodes: Entry[] } }>(doors.ADMIN, query);
    const entries = data?.auditLog.nodes ?? [];
    for (const [operation, , action, subject = ''] of REFUSED) {
      const mine = entries.filter((entry) => entry.action === action && entry.detail.operation === operation);
      expect([operation, mine]).toEqual([operation, [{ action, actor: { id: me }, subject, detail: { operation } }]]);
    }
    expect(JSON.stringify(entries)).not.toContain('@');
    return true;
  });
});
