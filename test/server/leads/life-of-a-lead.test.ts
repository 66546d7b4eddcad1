import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from './open-test-intake.js';

describe('the life of a lead', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let messages = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({ key: 'quit', score: 'engagement', points: -40, each: { activity: 'meeting.missed' } });
        model.rules.push({ key: 'held', score: 'engagement', points: 40, each: { activity: 'call.held' } });
        model.scores.engagement = { min: 0 };
        model.thresholds.push({ key: 'hot', when: { score: 'total', atLeast: 60 }, cooldown: 'P1D' });
      });
      editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
        const reason = lifecycle.reasons?.find((one) => one.key === 'low-intent');
        if (reason) reason.coolDown = 'PT0S';
      });
    });
    await database.db.query(
      `insert into users select 'user_rep', 'rep@our.example', 'Rep', '{sales}', '{SALES}', null, null, '{}', null, null, null,
         true, now(), now()`,
    );
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = () => person(['SALES'], 'user_rep');
  const does = (id: string, type: string, properties = {}) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type, occurredAt: ago(0), messageId: `life${messages++}`, properties }],
    });
  const newLead = async (email: string, domain: string, attributes = {}): Promise<string> => {
    const { leadId } = await upsertLead(open.intake, machine(), {
      lead: { email },
      attributes: { seniority: 'vp' },
      account: { domain, attributes },
    });
    return leadId as string;
  };
  const fit = { employees: 200, industry: 'saas' };
  const crossings = async (id: string) =>
    (
      await database.db.query<{ threshold: string; direction: string; outcome: string; trigger: string }>(
        'select threshold, direction, outcome, trigger from crossings where lead_id = $1 order by occurred_at, id',
        [id],
      )
    ).map((row) => `${row.threshold} ${row.direction} ${row.outcome} ${row.trigger}`);
  const lead = async (id: string) => (await database.db.query('select * from leads where id = $1', [id]))[0];

  it('goes down by release only, moves nobody then, and the cool-down keeps the next up', async () => {
    const id = await newLead('down@down.example', 'down.example', fit);
    await does(id, 'call.held');
    await does(id, 'meeting.missed');
    await does(id, 'call.held');
    expect(await crossings(id)).toEqual([
      'mql UP MOVED ACTIVITY',
      'hot UP ANNOUNCED ACTIVITY',
      'hot DOWN ANNOUNCED ACTIVITY',
    ]);
    const other = await newLead('release@release.example', 'release.example', fit);
    await does(other, 'call.held');
    await upsertLead(open.intake, machine(), { lead: { id: other }, attributes: { seniority: 'staff' } });
    await does(other, 'meeting.missed');
    expect(await crossings(other)).toEqual([
      'mql UP MOVED ACTIVITY',
      'hot UP ANNOUNCED ACTIVITY',
      'mql DOWN ANNOUNCED ACTIVITY',
      'hot DOWN ANNOUNCED ACTIVITY',
    ]);
    expect(await lead(other)).toMatchObject({ stage: 'mql', pass: 1 });
  });

  it('is judged anew when something becomes known of its account', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((name) => newLead(`${name}@acct.example`, 'acct.example')));
    for (const id of ids) await does(id, 'call.held');
    const answer = await upsertLead(open.intake, machine(), {
      lead: { id: ids[0] as string },
      account: { attributes: fit },
    });
    expect(answer.crossingIds.length).toBe(6);
    for (const id of ids) {
      expect(await crossings(id)).toEqual(['mql UP MOVED ATTRIBUTE', 'hot UP ANNOUNCED ATTRIBUTE']);
      expect(await lead(id)).toMatchObject({ stage: 'mql', segment: 'icp-core' });
    }
    const [account] = await database.db.query(`select attributes from accounts where domain = 'acct.example'`);
    expect(account).toEqual({ attributes: fit });
    const late = await upsertLead(open.intake, machine(), { lead: { email: 'late@acct.example' } });
    expect(await lead(late.leadId as string)).toMatchObject({ segment: 'icp-core' });
  });

  it('is asked for what a move needs, and changes nothing when refused', async () => {
    const id = await newLead('moves@moves.example', 'moves.example', fit);
    await does(id, 'call.held');
    const refused = await moveLead(open.intake, rep(), { lead: { id }, to: 'sal' });
    expect(refused.userErrors).toMatchObject([{ code: 'REQUIRED', field: ['owner'] }]);
    await upsertLead(open.intake, rep(), { lead: { id }, ownerId: 'user_rep' });
    expect((await moveLead(open.intake, rep(), { lead: { id }, to: 'sal' })).transitionIds.length).toBe(1);
    const before = await lead(id);
    const score = () =>
      database.db.query('select value, scores, next_change_at from lead_scores where lead_id = $1', [id]);
    const scored = await score();
    const half = await moveLead(open.intake, rep(), {
      lead: { id },
      to: 'sql',
      framework: 'bant',
      answers: [{ key: 'need', status: 'CONFIRMED' }],
      attributes: { nextStep: 'x' },
    });
    expect(half.userErrors).toMatchObject([{ code: 'REQUIRED', field: ['qualification', 'bant'] }]);
    expect([await lead(id), await score()]).toEqual([before, scored]);
    expect(await database.db.query(`select 1 from facts where lead_id = $1 and kind = 'qualification'`, [id])).toEqual(
      [],
    );
    const answers = ['budget', 'authority', 'need', 'timeline'].map((key) => ({ key, status: 'CONFIRMED' as const }));
    const asked = { lead: { id }, to: 'sql', framework: 'bant', answers };
    const version = before?.version as number;
    const stale = await moveLead(open.intake, rep(), { ...asked, expectedVersion: version - 1 });
    expect(stale.userErrors).toMatchObject([{ code: 'STALE_VERSION', field: ['expectedVersion'] }]);
    expect(await moveLead(open.intake, rep(), asked)).toMatchObject({ userErrors: [], accepted: 1 });
    expect(await lead(id)).toMatchObject({ stage: 'sql', version: version + 1 });
    expect(await score()).toEqual(scored);
    expect(await moveLead(open.intake, rep(), asked)).toMatchObject({ userErrors: [], transitionIds: [] });
    const machineMove = await moveLead(open.intake, machine(), { lead: { id }, to: 'nurture', reason: 'no-budget' });
    expect(machineMove.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED', field: ['to'] }]);
    const nobody = await moveLead(open.intake, rep(), { lead: { email: 'nobody@nobody.example' }, to: 'sal' });
    expect(nobody.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['lead'] }]);
    const dated = await moveLead(open.intake, rep(), { ...asked, to: 'opportunity', occurredAt: ago(3_600_000) });
    expect(dated.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['occurredAt'] }]);
  });

  it('is recycled: its pass ends, thresholds fall silent, and after the cool-down an activity opens the next pass', async () => {
    const id = await newLead('again@again.example', 'again.example', fit);
    await does(id, 'call.held');
    await moveLead(open.intake, rep(), { lead: { id }, to: 'nurture', reason: 'low-intent' });
    expect(await lead(id)).toMatchObject({ stage: 'nurture', pass: 1 });
    await upsertLead(open.intake, machine(), { lead: { id }, attributes: { title: 'Chief' } });
    expect((await crossings(id)).length).toBe(2);
    const answer = await does(id, 'page.viewed');
    expect(answer.crossingIds.length).toBe(1);
    expect(await lead(id)).toMatchObject({ stage: 'mql', pass: 2 });
    const entries = await database.db.query(
      `select stage, pass, entries from stage_entries where lead_id = $1 order by entered_at`,
      [id],
    );
    expect(entries).toEqual([
      { stage: 'lead', pass: 1, entries: 1 },
      { stage: 'mql', pass: 1, entries: 1 },
      { stage: 'nurture', pass: 1, entries: 1 },
      { stage: 'mql', pass: 2, entries: 1 },
    ]);
  });

  it('stays silent until the cool-down is over', async () => {
    const id = await newLead('silent@silent.example', 'silent.example', fit);
    await does(id, 'call.held');
    await moveLead(open.intake, rep(), { lead: { id }, to: 'nurture', reason: 'bad-timing', note: 'next year' });
    await does(id, 'call.held');
    expect((await crossings(id)).length).toBe(2);
    const early = await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    expect(early.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED' }]);
  });

  it('takes in an anonymous visitor who is recognised, and announces only what is new', async () => {
    const known = await newLead('known@known.example', 'known.example', fit);
    const visitor = { anonymousId: 'cookie-7' };
    const view = { lead: visitor, type: 'page.viewed', properties: { page: 'pricing' } };
    await recordActivities(open.intake, machine(), {
      activities: [1, 2].map((n) => ({ ...view, occurredAt: ago(n * 1_000), messageId: `seen${n}` })),
    });
    const answer = await upsertLead(open.intake, machine(), { lead: visitor, email: 'known@known.example' });
    expect(answer.leadId).toBe(known);
    expect(await crossings(known)).toEqual(['mql UP MOVED MERGE', 'hot UP ANNOUNCED MERGE']);
    const [stub] = await database.db.query(`select merged_into, stage from leads where merged_into = $1`, [known]);
    expect(stub).toEqual({ merged_into: known, stage: 'visitor' });
    const later = await recordActivities(open.intake, machine(), {
      activities: [{ ...view, occurredAt: ago(0), messageId: 'seen3' }],
    });
    expect(later.accepted).toBe(1);
    const [count] = await database.db.query(
      `select count(*) as views from facts where lead_id = $1 and kind = 'activity'`,
      [known],
    );
    expect(count).toEqual({ views: 3 });
  });

  it('does not become two people: a taken e-mail is a conflict, merging is asked for', async () => {
    const one = await newLead('one@two.example', 'two.example');
    const two = await newLead('two@two.example', 'two.example');
    const taken = await upsertLead(open.intake, machine(), { lead: { id: one }, email: 'two@two.example' });
    expect(taken.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['email'] }]);
    await moveLead(open.intake, rep(), { lead: { id: two }, to: 'mql' });
    const merged = await mergeLeads(open.intake, machine(['ADMIN']), {
      keep: { id: one },
      absorb: { email: 'two@two.example' },
    });
    expect(merged).toMatchObject({ userErrors: [], leadId: one });
    expect(await lead(one)).toMatchObject({ stage: 'mql', email: 'one@two.example' });
    const again = await upsertLead(open.intake, machine(), { lead: { id: two }, attributes: { title: 'CFO' } });
    expect(again.leadId).toBe(one);
  });

  it('is created by machines that may, and only changed by people', async () => {
    const created = await upsertLead(open.intake, rep(), { lead: { email: 'new@people.example' } });
    expect(created.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['lead'] }]);
    const unknown = await upsertLead(open.intake, machine(), { lead: { id: 'lead_nobody' }, name: 'x' });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['lead'] }]);
    const owner = await upsertLead(open.intake, machine(), {
      lead: { email: 'own@people.example' },
      ownerId: 'user_nobody',
    });
    expect(owner.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['ownerId'] }]);
    expect(await database.db.query(`select 1 from leads where email = 'own@people.example'`)).toEqual([]);
  });

  it('keeps the first source, and later ones as the latest', async () => {
    const input = { lead: { email: 'touch@touch.example' } };
    const { leadId } = await upsertLead(open.intake, machine(), { ...input, source: 'ads', channel: 'paid' });
    await upsertLead(open.intake, machine(), {
      ...input,
      source: 'web',
      channel: 'organic',
      attributes: { title: 'CTO' },
    });
    expect(await lead(leadId as string)).toMatchObject({
      source: 'ads',
      latest_source: 'web',
      channel: 'paid',
      latest_channel: 'organic',
      attributes: { title: 'CTO' },
    });
    await upsertLead(open.intake, machine(), { ...input, attributes: { title: 'Old' }, occurredAt: ago(3_600_000) });
    expect(await lead(leadId as string)).toMatchObject({ attributes: { title: 'CTO' } });
    await upsertLead(open.intake, machine(), { ...input, attributes: { title: null } });
    expect(await lead(leadId as string)).toMatchObject({ attributes: {} });
  });
});
