import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { openIntake } from '../../../server/leads/open-intake.js';
import { readScore } from '../../../server/leads/read-score.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { listDueLeads, sweepLeads } from '../../../server/leads/sweep.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, editFile, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

const HIDDEN = 'lead_hidden';

describe('scoring from snapshots', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let messages = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({ key: 'calls', score: 'engagement', points: 7, each: { activity: 'call.held' } });
        model.rules.push({
          key: 'big',
          score: 'fit',
          points: 11,
          when: { attribute: 'account.employees', above: 900 },
        });
        model.scores.engagement = {};
        model.scores.fit = {};
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const call = (id: string, occurredAt = ago(0), intake = open.intake) =>
    recordActivities(intake, machine(), {
      activities: [{ lead: { id }, type: 'call.held', occurredAt, messageId: `snap${messages++}` }],
    });
  const newLead = async (name: string): Promise<string> => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email: `${name}@snap-${name}.example` } });
    await call(leadId as string);
    return leadId as string;
  };
  const scoreOf = async (id: string): Promise<number | undefined> => {
    const [row] = await database.db.query<{ value: number }>('select value from lead_scores where lead_id = $1', [id]);
    return row?.value;
  };
  /** Whatever reads the facts of this lead misses them all; whatever goes by its snapshot does not notice. */
  const hideFacts = (id: string) => database.db.query('update facts set lead_id = $2 where lead_id = $1', [id, HIDDEN]);
  const showFacts = (id: string) => database.db.query('update facts set lead_id = $1 where lead_id = $2', [id, HIDDEN]);

  it('does not read the facts for an activity, on whichever process', async () => {
    const id = await newLead('plain');
    await hideFacts(id);
    await call(id);
    expect(await scoreOf(id)).toBe(14);
    const other = openIntake({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    await call(id, ago(5_000), other);
    await other.close();
    expect(await scoreOf(id)).toBe(21);
    await showFacts(id);
    expect((await readScore(database.db, open.releases, id, { at: new Date() }))?.value).toBe(21);
  });

  it('judges the other leads of an account from their snapshots, and keeps its row whole', async () => {
    const one = await upsertLead(open.intake, machine(), { lead: { email: 'one@big.example' } });
    const two = await upsertLead(open.intake, machine(), { lead: { email: 'two@big.example' } });
    const id = two.leadId as string;
    const account = { domain: 'big.example', attributes: { industry: 'saas' } };
    for (const { leadId } of [one, two])
      await upsertLead(open.intake, machine(), { lead: { id: leadId as string }, account });
    const before = (await scoreOf(id)) ?? 0;
    await hideFacts(id);
    await upsertLead(open.intake, machine(), {
      lead: { id: one.leadId as string },
      account: { domain: 'big.example', attributes: { employees: 1_000 } },
    });
    expect(await scoreOf(id)).toBe(before + 11);
    await showFacts(id);
    const [row] = await database.db.query(`select attributes from accounts where domain = 'big.example'`);
    expect(row?.attributes).toEqual({ industry: 'saas', employees: 1_000 });
  });

  it('reads the facts for a crossing, and names all evidence', async () => {
    const id = await newLead('crossing');
    for (let round = 0; round < 8; round++) await call(id);
    const [crossing] = await database.db.query<{ contributions: { rule: string; activities: string[] }[] }>(
      `select contributions from crossings where lead_id = $1 and direction = 'UP'`,
      [id],
    );
    expect(crossing?.contributions.find((one) => one.rule === 'calls')?.activities).toHaveLength(9);
  });

  it('reads the facts when a lead changes its account, is merged, or is judged under another release', async () => {
    const [id, other] = [await newLead('keep'), await newLead('absorb')];
    await mergeLeads(open.intake, machine(['ADMIN']), { keep: { id }, absorb: { id: other } });
    expect(await scoreOf(id)).toBe(14);
    const account = { domain: 'big.example' };
    await upsertLead(open.intake, machine(), { lead: { id }, account });
    expect(await scoreOf(id)).toBe((await readScore(database.db, open.releases, id, { at: new Date() }))?.value);
    const next = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({ key: 'calls', score: 'engagement', points: 3, each: { activity: 'call.held' } });
        model.scores.engagement = {};
        model.scores.fit = {};
      });
    });
    await next.close();
    await open.releases.refresh();
    await call(id);
    expect(await scoreOf(id)).toBe((await readScore(database.db, open.releases, id, { at: new Date() }))?.value);
    const [state] = await database.db.query('select release, snapshot from engine_states where lead_id = $1', [id]);
    expect(state?.release).toBe(2);
    await hideFacts(id);
    const before = (await scoreOf(id)) ?? 0;
    await call(id);
    expect(await scoreOf(id)).toBe(before + 3);
    await showFacts(id);
  });

  it('lets time pass from the snapshot', async () => {
    const id = await newLead('time');
    await database.db.query('update lead_scores set next_change_at = now() where lead_id = $1', [id]);
    await hideFacts(id);
    const due = await listDueLeads(database.db);
    expect(due).toContain(id);
    await sweepLeads(database.pool, open.releases, due, () => true);
    expect(await scoreOf(id)).toBe(3);
    await showFacts(id);
  });
});
