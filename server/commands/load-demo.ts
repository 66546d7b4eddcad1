import type { Logger } from 'pino';
import type { Connection } from '../db/connect.js';
import type { Db } from '../db/database.js';
import type { Intake } from '../leads/open-intake.js';
import { addHandoffs } from './demo/add-handoffs.js';
import { loadDemoData } from './demo/load-demo-data.js';

const SEED = 20_261_101;

/** Whether there is nothing here but, perhaps, the demo: real leads are never mixed with made-up ones. */
export async function mayDemonstrate(db: Db): Promise<boolean> {
  const [row] = await db.query<{ empty: boolean; demo: boolean }>(
    `select not exists (select from leads) as empty,
       exists (select from lead_keys where system = 'anonymous' and value like 'demo-%') as demo`,
  );
  return row !== undefined && (row.empty || row.demo);
}

/** Loads the demo data where they are missing and says how long it took. */
export async function loadDemo(
  { db, pool }: Pick<Connection, 'db' | 'pool'>,
  intake: Intake,
  seed: number | null,
  log: Logger,
): Promise<void> {
  const began = performance.now();
  const { activities } = await loadDemoData({ db, intake, seed: seed ?? SEED });
  const { handoffs, clocks } = await addHandoffs(pool, intake.releases.live());
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  if (activities > 0) log.info({ activities, handoffs, clocks, seconds }, 'the demo data are loaded');
}
