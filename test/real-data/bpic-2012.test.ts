import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Connection, connect } from '../../server/db/connect.js';
import { describeWithShared } from '../helpers/describe-with-shared.js';
import { eventually } from '../helpers/eventually.js';
import { type Imported, openImported } from './import-and-ask.js';

const WINDOW = { from: '2011-10-01T00:00:00+02:00', to: '2012-04-01T00:00:00+02:00', timeZone: 'Europe/Amsterdam' };
const STAGES = ['mql', 'sal', 'sql', 'opportunity', 'customer'];

describeWithShared('data/bpic-2012', 'the loan applications of BPIC 2012', (folder) => {
  let imported: Imported;
  let connection: Connection;
  beforeAll(async () => {
    imported = await openImported();
    connection = await connect({ url: imported.server.databaseUrl, poolSize: 2 });
  });
  afterAll(async () => {
    await connection.close();
    await imported.close();
  });

  it('takes all 262,200 events of 13,087 cases', async () => {
    const { report } = await imported.bring(folder, 'bpic-2012');
    expect(report).toMatchObject({ rows: 262_200 + 13_087, badRows: 0, warnings: 0, duplicates: 0 });
    const [facts] = await connection.db.query(`select count(*)::int as count from facts where kind = 'activity'`);
    expect(facts).toEqual({ count: 262_200 });
  }, 900_000);

  it('counts the stages exactly, with the medians between them', async () => {
    const { steps } = await imported.funnel({ window: WINDOW, stages: STAGES });
    expect(steps.map((step) => step.entered)).toEqual([13_087, 7_367, 5_113, 5_015, 2_246]);
    const hours = steps.map((step) => (step.medianSeconds ?? 0) / 3_600);
    expect([hours[0]?.toFixed(3), hours[1]?.toFixed(2), hours[2]?.toFixed(3)]).toEqual(['0.012', '4.12', '0.052']);
  });

  it('makes no move of an offer sent again, and ends every case as it ended', async () => {
    const moves = `select to_stage, note, count(*)::int as count from transitions where to_stage = any($1) group by 1, 2 order by 1, 2`;
    expect(await connection.db.query(moves, [['opportunity', 'customer', 'disqualified']])).toEqual([
      { to_stage: 'customer', note: null, count: 2_246 },
      { to_stage: 'disqualified', note: 'cancelled', count: 2_807 },
      { to_stage: 'disqualified', note: 'declined', count: 7_635 },
      { to_stage: 'opportunity', note: null, count: 5_015 },
    ]);
  });

  it('logs the events of a case in their order', async () => {
    const waiting = async () => (await connection.db.query('select 1 from event_staging limit 1')).length === 0;
    await eventually(waiting, 250_000);
    const [order] = await connection.db.query(
      `select count(*)::int as events, count(*) filter (where ordinal <= before)::int as disordered
       from (select t.ordinal, lag(t.ordinal) over (partition by e.lead_id order by e.seq) as before
         from event_log e join transitions t on t.id = e.event_id where e.kind = 'STAGE_TRANSITION') of`,
    );
    const [transitions] = await connection.db.query<{ count: number }>(
      'select count(*)::int as count from transitions',
    );
    expect(order).toEqual({ events: transitions?.count, disordered: 0 });
  });
});
