import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { importRecords } from '../../../server/leads/import-records.js';
import type { ActivityInput } from '../../../server/leads/inputs.js';
import { listActivities } from '../../../server/leads/list-activities.js';
import { readScore } from '../../../server/leads/read-score.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { type RetractInput, retractActivities } from '../../../server/leads/retract-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from './open-test-intake.js';
import { recordedCrossings, refold } from './refold.js';

const DAY = 24 * 60 * 60_000;
const SOURCE = 'site';
const admin = machine(['ADMIN'], 'token_admin');

let database: TestDatabase;
let open: TestIntake;
beforeAll(async () => {
  database = await createTestDatabase();
  open = await openTestIntake(database);
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

const retract = (input: Partial<RetractInput>, principal: Principal = admin) =>
  retractActivities({ ...database, intake: open.intake }, principal, {
    source: SOURCE,
    reason: 'a bad file',
    ...input,
  });
const codes = async (input: Partial<RetractInput>, principal?: Principal) =>
  (await retract(input, principal)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
const visit = (email: string, messageId: string, occurredAt = ago(1_000)): ActivityInput => ({
  ...{ lead: { email }, type: 'page.viewed', occurredAt, source: SOURCE, messageId },
  properties: { page: 'pricing' },
});
const tell = (activities: ActivityInput[], principal = machine()) =>
  recordActivities(open.intake, principal, { activities });
const makeLead = async (email: string, industry = 'saas'): Promise<string> => {
  const { leadId } = await upsertLead(open.intake, machine(), {
    ...{ lead: { email }, attributes: { seniority: 'vp' } },
    account: { attributes: { employees: 100, industry } },
  });
  return leadId as string;
};
const scoreOf = async (id: string) => {
  const [row] = await database.db.query<{ value: number; at: Date; stage: string }>(
    'select s.value, s.at, l.stage from lead_scores s join leads l on l.id = s.lead_id where lead_id = $1',
    [id],
  );
  return row as { value: number; at: Date; stage: string };
};
const valueAt = async (id: string, at: Date) => (await readScore(database.db, open.releases, id, { at }))?.value;
const messagesOf = async (id: string) =>
  (await listActivities(database.db, id, { first: 100, maxPage: 100, counted: false })).nodes.map(
    (one) => one.messageId,
  );

describe('retracting activities', () => {
  it('takes them out of every instant, announces what falls, and leaves what was announced', async () => {
    const email = 'falls@falls.example';
    const id = await makeLead(email, 'farming');
    await tell([visit(email, 'falls1', ago(2 * DAY)), visit(email, 'falls2', ago(DAY)), visit(email, 'falls3')]);
    const before = await scoreOf(id);
    expect([before.value, before.stage]).toEqual([60, 'mql']);
    const { retracted, userErrors } = await retract({ messageIds: ['falls1', 'falls2', 'unheard of'] });
    expect(retracted).toBe(2);
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['messageIds', '2'] }]);
    expect(await scoreOf(id)).toMatchObject({ value: 35, stage: 'mql' });
    expect(await valueAt(id, ago(DAY / 2))).toBe(0);
    expect(await messagesOf(id)).toEqual(['falls3']);
    const crossings = await database.db.query(
      `select direction, trigger, score_before as before, score_after as after from crossings where lead_id = $1 order by id`,
      [id],
    );
    expect(crossings).toEqual([
      { direction: 'UP', trigger: 'ACTIVITY', before: 35, after: 60 },
      { direction: 'DOWN', trigger: 'ACTIVITY', before: 60, after: 35 },
    ]);
    expect(await recordedCrossings(database.db, id)).toEqual(
      await refold(database.db, open.releases.live(), id, (await scoreOf(id)).at.getTime()),
    );
    expect(await database.db.query('select about, text, author from lead_notes where lead_id = $1', [id])).toEqual([
      { about: 'FACTS_RETRACTED', text: 'a bad file', author: admin.actor },
    ]);
    expect(await database.db.query(`select detail from audit_staging where action = 'activities.retracted'`)).toEqual([
      { detail: { source: SOURCE, retracted: 2, leads: 1 } },
    ]);
  });

  it('keeps them retracted: told again they are duplicates, retracted again they are none', async () => {
    const email = 'again@again.example';
    await tell([visit(email, 'again1')]);
    expect(await retract({ messageIds: ['again1', 'again1'] })).toEqual({ retracted: 1, userErrors: [] });
    expect(await tell([visit(email, 'again1')])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await retract({ messageIds: ['again1'] })).toEqual({ retracted: 0, userErrors: [] });
    const [row] = await database.db.query('select last_activity_at as last, email from leads where email = $1', [
      email,
    ]);
    expect(row).toEqual({ last: null, email });
  });

  it('lets an integrator take back only what its own token wrote', async () => {
    await tell([visit('own@own.example', 'own1')], machine(['INTEGRATOR'], 'token_one'));
    const other = machine(['INTEGRATOR'], 'token_two');
    expect(await codes({ messageIds: ['own1'] }, other)).toEqual(['NOT_FOUND messageIds.0']);
    expect((await retract({ messageIds: ['own1'] }, machine(['INTEGRATOR'], 'token_one'))).retracted).toBe(1);
  });

  it('says what is wrong, and then retracts nothing', async () => {
    expect(await codes({ messageIds: ['x'], reason: ' ' })).toEqual(['REQUIRED reason']);
    expect(await codes({})).toEqual(['REQUIRED messageIds']);
    expect(await codes({ messageIds: [] })).toEqual(['REQUIRED messageIds']);
    expect(await codes({ messageIds: ['x'], importId: 'y' })).toEqual(['INVALID importId']);
    expect(await codes({ messageIds: Array.from({ length: 1_001 }, String) })).toEqual(['LIMIT_EXCEEDED messageIds']);
    expect(await codes({ messageIds: ['\0'], source: '' })).toEqual(['INVALID source', 'INVALID messageIds.0']);
    expect(await codes({ importId: 'never heard of' })).toEqual(['NOT_FOUND importId']);
  });
});

describe('retracting an import', () => {
  it('takes back all it told of leads and companies; who they are stays', async () => {
    const [old, fresh] = ['old@import.example', 'fresh@import.example'];
    const id = await makeLead(old);
    const before = await scoreOf(id);
    const outcome = await importRecords(open.intake, machine(), {
      importId: 'import 1',
      historical: false,
      leads: [
        {
          ...{ lead: { email: old }, attributes: { seniority: 'student' }, idempotencyKey: 'i1' },
          account: { attributes: { employees: 3 } },
        },
        { lead: { email: fresh }, attributes: { seniority: 'vp', title: 'VP' }, idempotencyKey: 'i2' },
      ],
      activities: [visit(fresh, 'i3'), visit('only@acts.example', 'i4')],
      moves: [],
    });
    expect(outcome).toMatchObject({ accepted: 4, userErrors: [] });
    expect((await scoreOf(id)).value).toBeLessThan(before.value);
    expect(await codes({ importId: 'import 1', source: 'elsewhere' })).toEqual(['NOT_FOUND source']);
    expect(await retract({ importId: 'import 1' })).toEqual({ retracted: 5, userErrors: [] });
    expect(await retract({ importId: 'import 1' })).toEqual({ retracted: 0, userErrors: [] });
    expect((await scoreOf(id)).value).toBe(before.value);
    const rows = await database.db.query(
      `select l.email, l.attributes, a.attributes as account from leads l left join accounts a on a.id = l.account_id
       where l.email = any($1) order by l.email`,
      [[old, fresh, 'only@acts.example']],
    );
    const account = { employees: 100, industry: 'saas' };
    expect(rows).toEqual([
      { email: fresh, attributes: {}, account },
      { email: old, attributes: { seniority: 'vp' }, account },
      { email: 'only@acts.example', attributes: {}, account: {} },
    ]);
    const again = await tell([visit(fresh, 'i5')]);
    expect(again.accepted).toBe(1);
  });

  it('is done in batches while activities go on, and comes to what the remaining facts say', async () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    console.info(`SEED=${seed}`);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((state / 0x7fffffff) * below) % below;
    };
    const emails = Array.from({ length: 230 }, (_, i) => `many${i}@many${i % 40}.example`);
    const context = { historical: false, leads: [], moves: [] };
    const some = (name: string) =>
      Array.from({ length: 600 }, (_, i) =>
        visit(emails[random(230)] as string, `${name}${i}`, ago(random(10) * DAY + random(DAY))),
      );
    await importRecords(open.intake, machine(), {
      ...context,
      importId: 'good',
      leads: emails.map((email) => ({
        ...{
          lead: { email },
          attributes: { seniority: random(2) ? 'vp' : 'student' },
          idempotencyKey: `good ${email}`,
        },
        account: { attributes: { employees: random(600) } },
      })),
      activities: some('good'),
    });
    // whatever is drawn, these are taken up by the bad import alone, and fall with it
    const falling = ['falls1@surely.example', 'falls2@surely.example'];
    const fitting = { attributes: { seniority: 'vp' }, account: { attributes: { employees: 100, industry: 'saas' } } };
    const bad = await importRecords(open.intake, machine(), {
      ...context,
      importId: 'bad',
      leads: [
        ...falling.map((email) => ({ lead: { email }, ...fitting, idempotencyKey: `bad ${email}` })),
        ...emails.slice(0, 90).map((email) => ({
          ...{
            lead: { email },
            attributes: { seniority: random(2) ? 'vp' : 'intern' },
            idempotencyKey: `bad ${email}`,
          },
          account: { attributes: { employees: random(600), industry: 'saas' } },
        })),
      ],
      activities: [
        ...some('bad'),
        ...falling.flatMap((email) => [1, 2].map((hours) => visit(email, `${email} ${hours}`, ago(hours * 3_600_000)))),
      ],
    });
    expect(bad.userErrors).toEqual([]);
    const told = [retract({ importId: 'bad' }), tell(some('late')), retract({ importId: 'bad' })] as const;
    const [one, , two] = await Promise.all(told);
    expect(one.retracted + two.retracted).toBe(600 + 2 * 90 + 2 * 2 + 2 * 2);
    expect([...one.userErrors, ...two.userErrors]).toEqual([]);
    const leads = await database.db.query<{ id: string; value: number; at: Date; stage: string }>(
      `select l.id, s.value, s.at, l.stage from leads l join lead_scores s on s.lead_id = l.id where l.email like 'many%'`,
    );
    for (const { id, value, at } of leads) expect([id, value]).toEqual([id, await valueAt(id, at)]);
    for (const { id, at } of leads.slice(0, 60)) {
      expect(await recordedCrossings(database.db, id)).toEqual(
        await refold(database.db, open.releases.live(), id, at.getTime()),
      );
    }
    const fell = await database.db.query(
      `select 1 from crossings c join facts f on f.id = c.fact_id where f.kind = 'retraction' and c.direction = 'DOWN'`,
    );
    expect(fell.length).toBeGreaterThan(1);
    expect(open.errors).toEqual([]);
  });
});
