import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import { answerQualification } from '../../../server/leads/answer-qualification.js';
import { decideHandoff } from '../../../server/leads/decide-handoff.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

describe('what is asked for once a promotion on another process was answered', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database);
    await database.db.query(
      `insert into users select 'user_ann', 'ann@our.example', 'ann', '{sales}', '{SALES}', null, null, '{}', null, null,
         null, true, now(), now()`,
    );
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = () => person(['SALES'], 'user_ann');
  const newLead = async (email: string) =>
    (await upsertLead(open.intake, machine(), { lead: { email } })).leadId as string;
  const promoteElsewhere = async (edit: (lifecycle: Lifecycle) => void) => {
    const { files } = open.releases.live();
    const elsewhere = await openTestIntake(database, (changed) => {
      Object.assign(changed, files);
      editFile<Lifecycle>(changed, 'lifecycle.json', edit);
    });
    await elsewhere.close();
  };

  it('knows the stages and questions that came with it', async () => {
    const id = await newLead('new@elsewhere.example');
    await promoteElsewhere((lifecycle) => {
      const [criterion] = lifecycle.frameworks?.[0]?.criteria ?? [];
      if (!criterion) throw new Error('there is no criterion');
      lifecycle.frameworks?.push({ key: 'champ', label: 'CHAMP', criteria: [{ ...criterion, key: 'challenges' }] });
    });
    const answers = [{ key: 'challenges', status: 'CONFIRMED' as const }];
    const answered = await answerQualification(open.intake, rep(), { lead: { id }, framework: 'champ', answers });
    expect(answered.userErrors).toEqual([]);
    await promoteElsewhere((lifecycle) => {
      const nurture = lifecycle.stages.find((stage) => stage.key === 'nurture');
      if (!nurture) throw new Error('there is no nurture');
      lifecycle.stages.push({ ...nurture, key: 'warm-up', label: 'Warm-up' });
      lifecycle.moves.push({ key: 'warm', from: ['lead'], to: 'warm-up', by: ['person'] });
    });
    const moved = await moveLead(open.intake, rep(), { lead: { id }, to: 'warm-up' });
    expect(moved).toMatchObject({ userErrors: [], transitionIds: [expect.any(String)] });
  });

  it('decides no handoff of a stage that is none any more', async () => {
    const id = await newLead('handoff@elsewhere.example');
    await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    const [handoff] = await database.db.query<{ id: string }>('select id from handoffs where lead_id = $1', [id]);
    await promoteElsewhere((lifecycle) => {
      const mql = lifecycle.stages.find((stage) => stage.key === 'mql');
      delete mql?.handoff;
    });
    const input = { handoffId: handoff?.id as string, accept: true };
    const decided = await decideHandoff(open.intake, database.db, rep(), input);
    expect(decided.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED', field: ['accept'] }]);
    expect(open.errors).toEqual([]);
  });
});
