import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import type { OpenRunner } from '../../../server/pulls/impact/open-runner.js';
import { startWarming, type Warming } from '../../../server/pulls/impact/start-warming.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { machine, openTestIntake, type TestIntake } from '../leads/open-test-intake.js';
import { inProcess } from './in-process-runner.js';

const LEADS = 5;

describe('threads for reports', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let warming: Warming | undefined;
  const errors: unknown[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 5 });
    open = await openTestIntake(database);
    for (let i = 0; i < LEADS; i++) {
      await upsertLead(open.intake, machine(), {
        lead: { email: `one${i}@warm.example` },
        attributes: { title: 'CEO' },
      });
    }
  });
  afterEach(async () => {
    await warming?.stop();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  /** Looks at once again and again; `looks` and `prepared` count. */
  function begin(rules: { manyLeads: number; isQuiet?: () => boolean; before?: () => Promise<void> }) {
    const seen = { looks: 0, prepared: 0, replayed: 0, resting: 0 };
    const { db, url } = database;
    const openRunner = inProcess(url);
    const prepare: OpenRunner = (question) => {
      seen.prepared++;
      const runner = openRunner(question);
      let [asked, answered] = [0, 0];
      return {
        async run(range) {
          asked++;
          await rules.before?.();
          const tally = await runner.run(range);
          answered++;
          seen.replayed += tally.changed + tally.unchanged + tally.notEvaluable;
          return tally;
        },
        write: runner.write,
        async close() {
          await runner.close();
          if (answered === asked) seen.resting++;
        },
      };
    };
    const isQuiet = () => {
      seen.looks++;
      return rules.isQuiet?.() ?? true;
    };
    const runners = { prepare, resting: () => seen.resting };
    const onError = (error: unknown) => errors.push(error);
    warming = startWarming(
      { db, url, releases: open.releases, runners, onError },
      { everyMs: 1, manyLeads: rules.manyLeads, isQuiet },
    );
    const threeMoreLooks = async () => {
      const { looks } = seen;
      await eventually(async () => seen.looks > looks + 3);
    };
    return { seen, threeMoreLooks };
  }

  it('are made ready where there are many leads and nothing to do, and once', async () => {
    let isQuiet = false;
    const { seen, threeMoreLooks } = begin({ manyLeads: LEADS, isQuiet: () => isQuiet });
    await threeMoreLooks();
    expect(seen.prepared).toBe(0);
    isQuiet = true;
    await eventually(async () => seen.resting === 2);
    await threeMoreLooks();
    expect(seen).toMatchObject({ prepared: 2, replayed: LEADS, resting: 2 });
  });

  it('are not made ready for fewer leads', async () => {
    const { seen, threeMoreLooks } = begin({ manyLeads: LEADS + 1 });
    await threeMoreLooks();
    expect(seen.prepared).toBe(0);
  });

  it('are left alone as soon as somebody asks for a report, and made ready later', async () => {
    let gaveWay: Promise<void> | undefined;
    const { seen } = begin({
      manyLeads: LEADS,
      async before() {
        gaveWay ??= warming?.giveWay();
      },
    });
    await eventually(async () => seen.resting >= 2);
    await gaveWay;
    expect(seen.prepared).toBe(4);
    expect(seen.replayed).toBeGreaterThanOrEqual(LEADS);
  });
});
