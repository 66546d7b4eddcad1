import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { answerQualification } from '../../../server/leads/answer-qualification.js';
import type { CriterionInput } from '../../../server/leads/inputs.js';
import { loadTimeline } from '../../../server/leads/load-timeline.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { readQualification } from '../../../server/leads/read-qualification.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

describe('qualification', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database, (files) => {
      editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
        lifecycle.frameworks?.push({
          key: 'own',
          label: 'Our own',
          criteria: [
            { key: 'seats', label: 'How many seats', value: 'number' },
            { key: 'legal', label: 'Legal agrees', value: 'boolean' },
          ],
          onRecycle: 'keep',
        });
      });
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        const many = {
          all: [
            { qualification: 'own', criteria: ['seats'] },
            { answer: 'own.seats', atLeast: 100 },
          ],
        };
        model.rules.push({ key: 'many-seats', score: 'fit', points: 10, when: many as never });
        model.thresholds.push({ key: 'big', when: { rule: 'many-seats' } });
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = () => person(['SALES'], 'user_ann');
  const newLead = async (email: string) =>
    (await upsertLead(open.intake, machine(), { lead: { email } })).leadId as string;
  const answer = (id: string, framework: string, answers: CriterionInput[], idempotencyKey?: string) =>
    answerQualification(open.intake, rep(), { lead: { id }, framework, answers, idempotencyKey });
  const codes = async (id: string, framework: string, answers: CriterionInput[]) =>
    (await answer(id, framework, answers)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
  const stands = async (id: string, framework: string) => {
    const facts = (await loadTimeline(database.db, [id])).get(id) ?? [];
    const { lifecycle } = open.releases.live().tree;
    return readQualification(database.db, lifecycle, facts, Date.now() + 1_000, framework);
  };
  const told = (id: string) =>
    database.db.query<{ data: object; actor: string }>(
      `select data, actor from event_staging where lead_id = $1 and kind = 'LEAD' order by id`,
      [id],
    );
  const confirmed = (...keys: string[]) => keys.map((key) => ({ key, status: 'CONFIRMED' as const }));

  it('keeps who answered what and when, and tells of it', async () => {
    const id = await newLead('bant@own.example');
    const given = [{ key: 'budget', status: 'CONFIRMED' as const, value: '40 k' }, ...confirmed('need')];
    expect(await answer(id, 'bant', given, 'once')).toMatchObject({ userErrors: [], leadId: id });
    expect(await answer(id, 'bant', given, 'once')).toMatchObject({ userErrors: [], duplicates: 1 });
    await answer(id, 'bant', [{ key: 'need', status: 'DENIED' }]);
    const stood = await stands(id, 'bant');
    expect(stood).toMatchObject({ framework: 'bant', confirmed: 1, complete: false });
    expect(stood?.criteria).toMatchObject([
      { key: 'budget', status: 'CONFIRMED', value: '40 k', answeredBy: 'user_ann', answeredAt: expect.any(Date) },
      { key: 'authority', status: 'UNKNOWN', value: null, answeredBy: null, answeredAt: null },
      { key: 'need', status: 'DENIED' },
      { key: 'timeline', status: 'UNKNOWN' },
    ]);
    expect((await told(id)).slice(1)).toEqual(
      [1, 2].map(() => ({ data: { change: 'QUALIFIED', framework: 'bant' }, actor: 'user_ann' })),
    );
    expect(open.errors).toEqual([]);
  });

  it('is asked for by a move, and tells what is missing until it is there', async () => {
    const id = await newLead('move@own.example');
    await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    const move = async () => (await moveLead(open.intake, rep(), { lead: { id }, to: 'sql' })).userErrors;
    await database.db.query(
      `insert into users select 'user_ann', 'ann@our.example', 'Ann', '{sales}', '{SALES}', null, null, '{}', null, null,
         null, true, now(), now()`,
    );
    await upsertLead(open.intake, machine(), { lead: { id }, ownerId: 'user_ann' });
    await moveLead(open.intake, rep(), { lead: { id }, to: 'sal' });
    await answer(id, 'bant', confirmed('budget', 'authority', 'need'));
    expect(await move()).toMatchObject([
      {
        code: 'REQUIRED',
        field: ['qualification', 'bant'],
        message: expect.stringContaining('3 of 4; open: timeline'),
      },
    ]);
    await answer(id, 'bant', confirmed('timeline'));
    expect(await move()).toEqual([]);
    const [last] = (await told(id)).slice(-1);
    expect(last?.data).toEqual({ change: 'QUALIFIED', framework: 'bant' });
  });

  it('with answers that come with a move is told before the move', async () => {
    const id = await newLead('with@own.example');
    const moved = await moveLead(open.intake, rep(), {
      lead: { id },
      to: 'mql',
      framework: 'meddic',
      answers: confirmed('champion'),
    });
    expect(moved.userErrors).toEqual([]);
    const events = await database.db.query<{ kind: string; data: { change?: string; to?: string } }>(
      'select kind, data from event_staging where lead_id = $1 order by id',
      [id],
    );
    const words = events.map(({ data }) => data.change ?? data.to).filter((word) => word !== undefined);
    expect(words.indexOf('QUALIFIED')).toBe(words.indexOf('mql') - 1);
  });

  it('counts in conditions, numbers as numbers, and crosses thresholds', async () => {
    const id = await newLead('seats@own.example');
    const few = await answer(id, 'own', [{ key: 'seats', status: 'CONFIRMED', value: '99' }]);
    expect(few.crossingIds).toEqual([]);
    const many = await answer(id, 'own', [{ key: 'seats', status: 'CONFIRMED', value: '100' }]);
    expect(many.crossingIds.length).toBe(1);
    const [crossing] = await database.db.query('select threshold, trigger from crossings where lead_id = $1', [id]);
    expect(crossing).toEqual({ threshold: 'big', trigger: 'QUALIFICATION' });
    await answer(id, 'own', [{ key: 'legal', status: 'CONFIRMED', value: 'after the summer' }]);
    expect((await stands(id, 'own'))?.criteria).toMatchObject([{ value: '100' }, { value: 'after the summer' }]);
  });

  it('is forgotten or kept by the next pass, as its framework says', async () => {
    const id = await newLead('recycled@own.example');
    await recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type: 'call.held', occurredAt: ago(0), messageId: 'recycled' }],
    });
    await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    await answer(id, 'bant', confirmed('budget'));
    await answer(id, 'own', confirmed('legal'));
    await moveLead(open.intake, rep(), { lead: { id }, to: 'nurture', reason: 'low-intent' });
    expect(await stands(id, 'bant')).toMatchObject({ confirmed: 0 });
    expect(await stands(id, 'own')).toMatchObject({ confirmed: 1 });
  });

  it('refuses what it was not asked, says what was meant and keeps nothing', async () => {
    const id = await newLead('wrong@own.example');
    const near = await answer(id, 'bamt', confirmed('budget'));
    expect(near.userErrors).toMatchObject([
      { code: 'INVALID', field: ['framework'], message: expect.stringContaining(`Did you mean 'bant'?`) },
    ]);
    const [problem] = (await answer(id, 'bant', confirmed('need', 'buget'))).userErrors;
    expect(problem).toMatchObject({ code: 'INVALID', field: ['answers', '1', 'key'] });
    expect(problem?.message).toContain(`Did you mean 'budget'?`);
    expect(await codes(id, 'bant', [])).toEqual(['REQUIRED answers']);
    expect(await codes(id, 'bant', confirmed('need', 'need'))).toEqual(['INVALID answers.1.key']);
    expect(await codes('lead_0', 'bant', confirmed('need'))).toEqual(['NOT_FOUND lead']);
    expect(await codes(id, 'bant', [{ key: 'need', status: 'DENIED', value: '\u0000' }])).toEqual([
      'INVALID answers.0.value',
    ]);
    expect(await stands(id, 'bant')).toMatchObject({ confirmed: 0 });
  });

  it('a move to the stage the lead is in is no move: not even its version changes', async () => {
    const id = await newLead('still@own.example');
    const version = async () => {
      const [row] = await database.db.query<{ version: number }>('select version from leads where id = $1', [id]);
      return row?.version;
    };
    const before = await version();
    const moved = await moveLead(open.intake, rep(), { lead: { id }, to: 'lead' });
    expect(moved).toMatchObject({ userErrors: [], leadId: id, transitionIds: [] });
    await upsertLead(open.intake, machine(), { lead: { id }, stage: 'lead' });
    expect(await version()).toBe(before);
  });
});
