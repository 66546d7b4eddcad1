import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NotificationDefinition } from '../../../core/definitions/notifications/notification.js';
import type { Slas } from '../../../core/definitions/tree.js';
import { transaction } from '../../../server/db/transaction.js';
import { type Sequencer, startSequencer } from '../../../server/events/start-sequencer.js';
import { importRecords } from '../../../server/leads/import-records.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createWebhook } from '../../../server/outlets/create-webhook.js';
import { openMail } from '../../../server/outlets/notifications/open-mail.js';
import type { Doors } from '../../../server/outlets/notifications/send-message.js';
import { sendToSlack } from '../../../server/outlets/notifications/send-to-slack.js';
import { startNotifier } from '../../../server/outlets/notifications/start-notifier.js';
import { outgoingRules } from '../../../server/outlets/outgoing-rules.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { type Receiver, startReceiver } from '../../helpers/receiver.js';
import { type Mailbox, startMailbox } from '../../helpers/start-mailbox.js';
import { ago, editFile, machine, openTestIntake, type TestIntake } from '../leads/open-test-intake.js';
import { quick } from './quick-policy.js';

const PEPPER = 'a pepper of sixteen';
const rules = outgoingRules({ allowCidrs: ['127.0.0.0/8'], dnsServers: [] });

interface Row {
  recipient: string;
  state: string;
  notification: string;
  attempts: number;
  error: string | null;
}

describe('messages', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let mailbox: Mailbox;
  let sequencer: Sequencer;
  let stop: () => Promise<unknown>;
  let slack: Receiver;
  let sent = 0;

  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 10 });
    mailbox = await startMailbox();
    open = await openTestIntake(database, (files) => {
      editFile<Slas>(files, 'slas.json', (slas) => {
        slas.policies.push(quick);
      });
      editFile<{ notifications: NotificationDefinition[] }>(files, 'notifications.json', ({ notifications }) => {
        notifications.splice(0, notifications.length, {
          key: 'broken',
          label: 'A promise was broken',
          on: { sla: 'breached', policy: 'quick' },
          to: ['owner', 'manager', 'slack:revenue'],
          template: 'templates/sla-breached.md',
        });
        notifications.push({
          key: 'up',
          on: { threshold: 'mql' },
          to: ['owner'],
          template: 'templates/mql-handed-over.md',
        });
      });
    });
    await database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{sales}', '{SALES}', boss, 'Asia/Tokyo', '{}',
         null, null, null, true, now(), now()
       from (values ('boss', null), ('ann', 'user_boss'), ('bob', 'user_boss'), ('cat', null)) as n (name, boss)`,
    );
    slack = await startReceiver();
    const input = {
      url: `${slack.url}/revenue`,
      format: 'SLACK' as const,
      key: 'revenue',
      kinds: ['PROMOTION' as const],
    };
    await transaction(database.pool, 'system', (tx) =>
      createWebhook(tx, { rules, pepper: PEPPER }, input, { head: 0, confined: false }),
    );
    sequencer = startSequencer({ pool: database.pool });
    const { pool } = database;
    const onError = (error: unknown) => open.errors.push(error);
    const sweeper = startSweeper({ pool, releases: open.releases, afterCommit: sequencer.poke, onError });
    const doors: Doors = {
      mail: openMail(mailbox.url, 'Accord <accord@our.example>'),
      slack: (key, text) => sendToSlack({ db: database.db, pepper: PEPPER, rules, timeoutMs: 60_000 }, key, text),
    };
    const parts = {
      pool,
      releases: open.releases,
      doors,
      publicUrl: 'https://accord.our.example',
      retryMs: [10, 10],
      onError,
    };
    const notifiers = [startNotifier(parts), startNotifier(parts), startNotifier(parts)];
    stop = () => Promise.all([sweeper.stop(), ...notifiers.map((notifier) => notifier.stop())]);
  });
  afterAll(async () => {
    await stop();
    await sequencer.stop();
    await open.close();
    await mailbox.close();
    await slack.close();
    await database.drop();
  });

  const newLead = async (email: string, ownerId: string | null, name = 'Ada') => {
    const lead = { lead: { email }, name, ...(ownerId ? { ownerId } : {}) };
    return (await upsertLead(open.intake, machine(), lead)).leadId as string;
  };
  const asksForDemo = (id: string, occurredAt = ago(0)) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type: 'demo.requested', occurredAt, messageId: `demo${sent++}` }],
    });
  const rows = (leadId: string) =>
    database.db.query<Row>(
      'select recipient, state, notification, attempts, error from notifications where lead_id = $1 order by created_at, id',
      [leadId],
    );
  const settled = (leadId: string, count: number) =>
    eventually(async () => {
      const found = await rows(leadId);
      return found.length === count && found.every(({ state }) => state !== 'PENDING' && state !== 'SENDING')
        ? found
        : null;
    });
  const mailsAbout = (leadId: string) =>
    mailbox.mails.filter(({ source }) => source.replace(/=\r\n/g, '').includes(leadId));

  it('reach owner, manager and channel once each for a breach, whoever else is at it, and later escalations besides', async () => {
    const lead = await newLead('ada@breach.example', 'user_ann', '**Ada**\r\nBcc: all@our.example <b>&</b>');
    await asksForDemo(lead);
    const found = await settled(lead, 5);
    expect(found.map(({ recipient, state, notification }) => `${recipient} ${state} ${notification}`).sort()).toEqual([
      'email:desk@our.example SENT escalation:quick',
      'slack:revenue SENT broken',
      'user_ann SENT broken',
      'user_boss SENT broken',
      'user_boss SENT escalation:quick',
    ]);
    const mails = mailsAbout(lead);
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'ann@our.example',
      'boss@our.example',
      'boss@our.example',
      'desk@our.example',
    ]);
    const { source } = mails.find(({ to }) => to === 'ann@our.example') as { source: string };
    expect(source).toMatch(/^Subject: A promise was broken: /m);
    expect(source).not.toMatch(/^Bcc:/im);
    const words = source.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(words).toMatch(/due since \w{3} \d+ \w{3} 20\d\d, \d\d:\d\d GMT\+9/);
    expect(words).toContain(`https://accord.our.example/leads/${lead}`);
    expect(words).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
    const told = slack.received.filter(({ body }) => body.includes(lead));
    expect(told.map(({ path }) => path)).toEqual(['/hook/revenue']);
    expect(JSON.parse(told[0]?.body ?? '')).toMatchObject({
      text: expect.stringContaining('&lt;b&gt;&amp;&lt;/b&gt;'),
    });
  });

  it('are tried again when refused for now, and not when refused for good', async () => {
    mailbox.refuseNext('bob@our.example', 451);
    mailbox.refuseNext('boss@our.example', 550);
    const lead = await newLead('ada@refused.example', 'user_bob');
    await asksForDemo(lead);
    const found = await settled(lead, 5);
    expect(found.find(({ recipient }) => recipient === 'user_bob')).toMatchObject({ state: 'SENT', attempts: 2 });
    // of two to the boss whichever came first: late, both wait at once
    const toBoss = found.filter(({ recipient }) => recipient === 'user_boss').map(({ state, error }) => [state, error]);
    expect(toBoss.sort()).toEqual([['FAILED', expect.stringContaining('550')], expect.arrayContaining(['SENT'])]);
    expect(mailsAbout(lead).filter(({ to }) => to === 'bob@our.example')).toHaveLength(1);
  });

  it('to a channel wait while it is busy, and end where it refuses or nobody listens', async () => {
    const answers = [429, 200, 404];
    slack.answerWith(() => answers.shift() ?? 200);
    const [busy, refused] = [await newLead('a@busy.example', 'user_ann'), await newLead('b@busy.example', 'user_ann')];
    const toChannel = async (lead: string) =>
      (await settled(lead, 5)).find(({ recipient }) => /^slack/.test(recipient));
    await asksForDemo(busy);
    expect(await toChannel(busy)).toMatchObject({ state: 'SENT', attempts: 2 });
    await asksForDemo(refused);
    expect(await toChannel(refused)).toMatchObject({
      state: 'FAILED',
      attempts: 1,
      error: 'The receiver answered 404.',
    });
    const parts = { db: database.db, pepper: PEPPER, rules, timeoutMs: 5_000 };
    expect(await sendToSlack(parts, 'unknown', 'hello')).toMatchObject({ state: 'SKIPPED' });
  });

  it('say why nobody was told', async () => {
    const lead = await newLead('ada@nobody.example', null);
    await asksForDemo(lead);
    const found = await settled(lead, 5);
    expect(found.filter(({ state }) => state === 'SKIPPED').map(({ recipient, error }) => [recipient, error])).toEqual(
      expect.arrayContaining([
        ['owner', 'there is no owner'],
        ['manager', 'the owner has no manager'],
      ]),
    );
  });

  it('are left out for history', async () => {
    const outcome = await importRecords(open.intake, machine(), {
      historical: true,
      leads: [
        { lead: { email: 'old@history.example' }, ownerId: 'user_cat', idempotencyKey: 'l1', occurredAt: ago(9e9) },
      ],
      moves: [{ lead: { email: 'old@history.example' }, to: 'mql', idempotencyKey: 'm1', occurredAt: ago(8e9) }],
    });
    expect(outcome.userErrors).toEqual([]);
    const [lead] = await database.db.query<{ id: string }>(`select id from leads where email = 'old@history.example'`);
    await sequencer.idle();
    const later = await newLead('ada@later.example', 'user_ann');
    await asksForDemo(later);
    await settled(later, 5);
    expect(await rows(lead?.id as string)).toEqual([]);
  });

  /** A message as it lies in the table. */
  const put = (id: string, leadId: string, state: 'SENDING' | 'PENDING') =>
    database.db.query(
      `insert into notifications (id, subject, recipient, event_id, kind, lead_id, data, notification, label, state, attempts,
         created_at, claimed_at, next_attempt_at)
       values ($1, $1, 'user_cat', $1, 'STAGE_TRANSITION', $2, '{"to":"mql"}', 'x', 'X', $3, 1, now(),
         case $3 when 'SENDING' then now() - interval '3 minutes' end, case $3 when 'PENDING' then now() end)`,
      [id, leadId, state],
    );

  it('that were being sent when their process died are in doubt, and told to nobody twice', async () => {
    const lead = await newLead('ada@doubt.example', 'user_cat');
    await put('notification_lost', lead, 'SENDING');
    expect(await settled(lead, 1)).toMatchObject([{ state: 'IN_DOUBT', attempts: 1 }]);
    expect(mailsAbout(lead)).toEqual([]);
  });

  it('about a lead that is gone are not sent', async () => {
    const lead = await newLead('ada@gone.example', 'user_cat');
    await database.db.query('update leads set erased_at = now() where id = $1', [lead]);
    await put('notification_gone', lead, 'PENDING');
    const [found] = await settled(lead, 1);
    expect(found).toMatchObject({ state: 'SKIPPED', error: 'the lead was erased or merged into another' });
    expect(open.errors).toEqual([]);
  });
});
