import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { createWebhook } from '../../../server/outlets/create-webhook.js';
import { findSlackEndpoint } from '../../../server/outlets/find-slack-endpoint.js';
import { outgoingRules } from '../../../server/outlets/outgoing-rules.js';
import { slackBody, slackText } from '../../../server/outlets/slack-body.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
});

it('finds the Slack endpoint of a key, by an address that lies sealed', async () => {
  const parts = { rules: outgoingRules({ allowCidrs: [], dnsServers: [] }), pepper: 'pepper' };
  const url = 'https://hooks.slack.com/services/T0/B0/XXXX';
  const input = { url, format: 'SLACK' as const, key: 'sales', kinds: ['HANDOFF' as const] };
  const made = await transaction(database.pool, 'system', (tx) =>
    createWebhook(tx, parts, input, { head: 0, confined: false }),
  );
  expect(made).toMatchObject({ userErrors: [], secret: null });
  expect(await findSlackEndpoint(database.db, 'pepper', 'sales')).toEqual({ id: made.webhookId, url });
  expect(await findSlackEndpoint(database.db, 'pepper', 'other')).toBeNull();
  expect(await findSlackEndpoint(database.db, 'another', 'sales')).toBeNull();
  const [row] = await database.db.query<{ text: string }>('select encode(sealed_url, $1) as text from webhooks', [
    'escape',
  ]);
  expect(row?.text).not.toContain('slack');
});

it('writes messages in which nothing becomes a link', () => {
  expect(slackText('<!channel> R&D')).toBe('&lt;!channel&gt; R&amp;D');
  expect(JSON.parse(slackBody(['a', 'b']))).toEqual({
    text: 'a\nb',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a\nb' } }],
  });
});
