import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { mendShadows } from '../../../../server/leads/challengers/mend-shadows.js';
import { listDueShadows, sweepShadows } from '../../../../server/leads/challengers/sweep-shadows.js';
import { mergeLeads } from '../../../../server/leads/merge-leads.js';
import { moveLead } from '../../../../server/leads/move-lead.js';
import { recordActivities } from '../../../../server/leads/record-activities.js';
import { retractActivities } from '../../../../server/leads/retract-activities.js';
import { upsertLead } from '../../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { eventually } from '../../../helpers/eventually.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../open-test-intake.js';
import { beginChallengers, openShadow, readShadows, refoldAll, SHADOW, withShadow } from './open-shadow.js';

describe('a challenger in the shadow', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let messages = 0;
  beforeEach(async () => {
    database = await createTestDatabase();
    open = await openShadow(database, (files) => withShadow(files, 0, 'account', 'PT3S'));
  });
  afterEach(async () => {
    await open.close();
    await database.drop();
  });

  const newLead = async (email: string): Promise<string> =>
    (await upsertLead(open.intake, machine(), { lead: { email } })).leadId as string;
  const tell = (id: string, type = 'call.held', occurredAt = ago(0), source = 'test') =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type, occurredAt, messageId: `shadow${messages++}`, source }],
    });
  const shadowOf = async (id: string) => {
    const [row] = await database.db.query('select * from challenger_leads where lead_id = $1', [id]);
    return row;
  };
  const asOwner = async (sql: string): Promise<void> => {
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(sql).finally(() => owner.end());
  };
  const gaps = () => database.db.query('select lead_id, errors, last_error, next_at from challenger_gaps');

  it('scores beside the live model, crosses apart and moves nobody', async () => {
    const id = await newLead('one@beside.example');
    for (let call = 0; call < 3; call++) await tell(id);
    const { shadows, crossings } = await readShadows(database.db);
    expect(shadows).toEqual([expect.objectContaining({ lead_id: id, value: 36, model: SHADOW, stage: 'mql' })]);
    expect(crossings).toEqual([
      expect.objectContaining({
        threshold: 'warm',
        direction: 'UP',
        score_before: 24,
        score_after: 36,
        moved_to: 'mql',
      }),
    ]);
    const [live] = await database.db.query('select value, model from lead_scores');
    expect(live).toEqual({ value: 30, model: 'hundred-point' });
    const told = await database.db.query(
      `select data->>'threshold' as threshold from event_staging where kind = 'THRESHOLD_CROSSING'`,
    );
    expect(told).toEqual([{ threshold: 'mql' }]);
    await refoldAll(database, open);
    expect(await readShadows(database.db)).toEqual({ shadows, crossings });
  });

  it('follows retractions, merges, moves of people and changes of the account', async () => {
    const [id, other] = [await newLead('keep@beside.example'), await newLead('absorb@else.example')];
    await tell(id);
    await tell(id, 'call.held', ago(1_000), 'bad');
    await tell(other);
    expect((await shadowOf(id))?.value).toBe(24);
    await retractActivities({ db: database.db, pool: database.pool, intake: open.intake }, machine(['ADMIN']), {
      source: 'bad',
      messageIds: [`shadow${messages - 2}`],
      reason: 'twice',
    });
    expect((await shadowOf(id))?.value).toBe(12);
    await mergeLeads(open.intake, machine(['ADMIN']), { keep: { id }, absorb: { id: other } });
    await mendShadows(database, open.releases);
    expect((await shadowOf(id))?.value).toBe(24);
    expect(await shadowOf(other)).toBeUndefined();
    const account = { domain: 'beside.example', attributes: { employees: 1_000 } };
    await upsertLead(open.intake, machine(), { lead: { id }, account });
    expect((await shadowOf(id))?.value).toBe(35);
    expect((await shadowOf(id))?.stage).toBe('mql');
    await moveLead(open.intake, person(['SALES']), { lead: { id }, to: 'nurture', reason: 'low-intent' });
    expect(await shadowOf(id)).toMatchObject({ stage: 'nurture', passes: [expect.objectContaining({ pass: 2 })] });
    expect(await gaps()).toEqual([expect.objectContaining({ lead_id: id, errors: 0, next_at: null })]);
  });

  it('lets time pass for it alone: what is live is not looked at', async () => {
    const id = await newLead('time@beside.example');
    await tell(id);
    await tell(id, 'page.viewed');
    expect((await shadowOf(id))?.value).toBe(27);
    const [before] = await database.db.query('select * from lead_scores where lead_id = $1', [id]);
    await eventually(async () => {
      const due = await listDueShadows(database.db, 1);
      await sweepShadows(database.pool, open.releases, due);
      return (await shadowOf(id))?.value === 12;
    });
    expect(await database.db.query('select * from lead_scores where lead_id = $1', [id])).toEqual([before]);
    await tell(id);
    expect((await shadowOf(id))?.value).toBe(24);
    expect(await gaps()).toEqual([]);
  });

  it('never fails a live write: what goes wrong is counted, and made good from the facts', async () => {
    const id = await newLead('broken@beside.example');
    await tell(id);
    await asOwner('alter table challenger_leads add constraint broken check (value < 20) not valid');
    const { accepted } = await tell(id);
    expect([accepted, open.errors]).toEqual([1, []]);
    const [live] = await database.db.query('select value from lead_scores where lead_id = $1', [id]);
    expect([live?.value, (await shadowOf(id))?.value]).toEqual([20, 12]);
    expect(await gaps()).toEqual([expect.objectContaining({ lead_id: id, errors: 1, last_error: '23514' })]);
    await asOwner('alter table challenger_leads drop constraint broken');
    await tell(id);
    expect(await gaps()).toEqual([expect.objectContaining({ errors: 1, next_at: expect.any(Date) })]);
    await eventually(async () => {
      await mendShadows(database, open.releases);
      return (await shadowOf(id))?.value === 36;
    });
    expect(await gaps()).toEqual([expect.objectContaining({ errors: 1, next_at: null })]);
    expect((await readShadows(database.db)).crossings).toHaveLength(1);
  });

  it('does not wait for whoever holds its tables', async () => {
    const id = await newLead('held@beside.example');
    const holder = await database.pool.connect();
    await holder.query('begin; lock table challenger_leads, challenger_gaps in access exclusive mode');
    const { accepted } = await tell(id);
    expect([accepted, open.errors]).toEqual([1, []]);
    await holder.query('rollback');
    holder.release();
    expect((await shadowOf(id))?.value).toBe(0);
    await tell(id);
    await mendShadows(database, open.releases);
    expect((await shadowOf(id))?.value).toBe(24);
  });

  it('begins with the leads there are, over their history, and anew with another state of its model', async () => {
    const id = await newLead('history@beside.example');
    for (let call = 0; call < 3; call++) await tell(id);
    const first = await readShadows(database.db);
    const next = await openTestIntake(database, (files) => {
      withShadow(files);
      editFile<ScoringModel>(files, `models/${SHADOW}.json`, (model) => {
        for (const rule of model.rules) if (rule.key === 'calls') rule.points = 20;
      });
    });
    await beginChallengers(database, next);
    const { shadows, crossings } = await readShadows(database.db);
    expect(shadows).toContainEqual(expect.objectContaining({ lead_id: id, value: 60 }));
    expect(crossings.map(({ threshold, score_after }) => [threshold, score_after])).toEqual(
      expect.arrayContaining([
        ['warm', 36],
        ['warm', 40],
        ['hot', 40],
      ]),
    );
    expect(first.crossings).toHaveLength(1);
    const [{ ended }] = (await database.db.query('select count(ended_at)::int as ended from challengers')) as [
      { ended: number },
    ];
    expect(ended).toBe(1);
    await next.close();
  });
});
