import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../server/db/connect.js';
import { connect } from '../../server/db/connect.js';
import { startEmbedded } from '../../server/db/embedded/start-embedded.js';
import { migrate } from '../../server/db/migrate.js';
import type { Intake } from '../../server/leads/open-intake.js';
import { recordActivities } from '../../server/leads/record-activities.js';
import { machine, openTestIntake } from '../server/leads/open-test-intake.js';
import { showTable } from './scoring/show-table.js';

const ROWS = Number(process.env.ROWS ?? 10_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CALLERS = 4;
const BATCH = 500;
const GROUP = 1_000;
const YARDSTICK = 'UNNEST of the same rows';

/** Rows a second of each way, one list entry a round. */
const rates: Record<string, number[]> = {};

/** The yardstick: the same rows into the same table with the same key, and nothing else. */
async function unnest({ db }: Connection, round: number): Promise<void> {
  for (let from = 0; from < ROWS; from += GROUP) {
    const numbers = Array.from({ length: GROUP }, (_, i) => from + i);
    await db.query(
      `insert into facts (lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source,
         message_id, body, actor, import_id, historical)
       select lead, null, 'activity', 'page.viewed', at, now(), 0, 0, 'yardstick', message, body, 'token_bench', null, false
       from unnest($1::text[], $2::timestamptz[], $3::text[], $4::jsonb[]) as g (lead, at, message, body)
       on conflict (source, message_id) do nothing`,
      [
        numbers.map((n) => `lead_${n}`),
        numbers.map((n) => new Date(Date.now() - n).toISOString()),
        numbers.map((n) => `yardstick ${round} ${n}`),
        numbers.map(() => JSON.stringify({ page: 'home' })),
      ],
    );
  }
}

/** Rows through the intake, without HTTP: `perLead` of them about each lead. */
async function ingest(intake: Intake, round: number, name: string, perLead: number): Promise<void> {
  const starts = Array.from({ length: ROWS / BATCH }, (_, i) => i * BATCH);
  const call = async (): Promise<void> => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift()) {
      const start = from;
      const activities = Array.from({ length: BATCH }, (_, i) => ({
        lead: { email: `l${Math.floor((start + i) / perLead)}@r${round}.example` },
        type: 'page.viewed',
        occurredAt: new Date(Date.now() - start - i),
        messageId: `${name} ${round} ${start + i}`,
        properties: { page: 'home' },
      }));
      const { accepted } = await recordActivities(intake, machine(), { activities });
      if (accepted !== BATCH) throw new Error(`only ${accepted} of ${BATCH} were taken`);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
}

async function timed(name: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  const list = rates[name] ?? [];
  list.push(ROWS / ((performance.now() - began) / 1_000));
  rates[name] = list;
}

const home = mkdtempSync(join(tmpdir(), 'accord-bench-'));
const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: home, tcp: true });
const url = process.env.DATABASE_URL ?? (postgres?.url as string);
try {
  await migrate(url);
  const connection = await connect({ url, poolSize: 8 });
  const { intake, close } = await openTestIntake(connection);
  for (let round = 0; round < ROUNDS; round++) {
    await timed(YARDSTICK, () => unnest(connection, round));
    await timed('every fact makes a lead', () => ingest(intake, round, 'new', 1));
    await timed("every fact another lead's", () => ingest(intake, round, 'one', 1));
    await timed('ten facts a lead', () => ingest(intake, round, 'ten', 10));
  }
  await close();
  await connection.close();
} finally {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
}

const best = (name: string) => Math.max(...(rates[name] as number[]));
/** Of the rounds the median: what else the machine does meanwhile weighs on both sides of a round alike. */
function ratio(name: string): number {
  const shares = (rates[name] as number[]).map((rate, round) => rate / (rates[YARDSTICK]?.[round] ?? 0));
  return shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)] as number;
}
const wanted: Record<string, number> = { "every fact another lead's": 0.1, 'ten facts a lead': 0.6 };
showTable(
  Object.keys(rates).map((what) => ({
    what,
    measured: `${Math.round(best(what))} rows/s`,
    ratio: ratio(what),
    ...(wanted[what] === undefined ? {} : { wanted: wanted[what] }),
  })),
  process.argv.includes('--json'),
);
