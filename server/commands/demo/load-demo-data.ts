import { systemPrincipal } from '../../auth/system-principal.js';
import type { Db } from '../../db/database.js';
import { importRecords } from '../../leads/import-records.js';
import type { ImportInput } from '../../leads/inputs.js';
import type { Intake } from '../../leads/open-intake.js';
import { DEMO_ACTIVITIES, DEMO_LEADS, makeDemo } from './make-demo.js';
import type { DemoRecords } from './make-lead.js';

/** Records loaded, of how many. */
export interface DemoProgress {
  done: number;
  total: number;
}

/** Requests under way: the queue writes two groups at a time, a third is ready when one ends. */
const UNDER_WAY = 3;

/**
 * Brings the demo's leads in, as history that ends now, through the queue everything goes through. Does nothing when they
 * are there; completes what an interrupted start has left, without doubling. Rejects where the definitions refuse a record.
 */
export async function loadDemoData(parts: {
  db: Db;
  intake: Intake;
  seed: number;
  onProgress?: (progress: DemoProgress) => void;
}): Promise<{ activities: number }> {
  const { db, intake, seed, onProgress } = parts;
  const [present] = await db.query<{ count: number; value: string | null }>(
    `select count(*)::int as count, min(value) as value from lead_keys where system = 'anonymous' and value like 'demo-%'`,
  );
  if ((present?.count ?? 0) >= DEMO_LEADS) return { activities: 0 };
  const now = present?.value ? endOf(present.value) : await readMinute(db);
  const owners = await db.query<{ id: string }>(
    `select id from users where active and 'SALES' = any(roles) order by id`,
  );
  const { initial, identified } = intake.releases.live().tree.lifecycle;
  const demo = makeDemo(seed, {
    ...{ now, initial, identified },
    prefix: now.toString(36),
    ownerIds: owners.map(({ id }) => id),
  });
  let done = 0;
  const batches = gather(
    demo.map((each) => trim(each, intake)),
    intake.maxBatch,
  );
  const bring = async (): Promise<void> => {
    for (let input = batches.shift(); input; input = batches.shift()) {
      const { userErrors } = await importRecords(intake, systemPrincipal, input);
      const problem = userErrors.find(({ code }) => code !== 'IDEMPOTENCY_CONFLICT');
      if (problem)
        throw new Error(`The demo does not fit the definitions: ${problem.message} (${problem.field?.join('.')})`);
      done += input.activities?.length ?? 0;
      onProgress?.({ done, total: DEMO_ACTIVITIES });
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, bring));
  return { activities: done };
}

/** The instant the demo ends at is what its ids begin with, so that an interrupted load goes on with the same. */
function endOf(anonymousId: string): number {
  return Number.parseInt(anonymousId.split('-')[1] ?? '', 36);
}

async function readMinute(db: Db): Promise<number> {
  const [row] = await db.query<{ at: Date }>(`select date_trunc('minute', clock_timestamp()) as at`);
  return (row as { at: Date }).at.getTime();
}

/** Leaves out what the definitions in force have no word for: another tree may have other stages and reasons. */
function trim(demo: DemoRecords, intake: Intake): DemoRecords {
  const { stages, reasons = [], frameworks = [] } = intake.releases.live().tree.lifecycle;
  const moves = demo.moves
    .filter((move) => stages.some((stage) => stage.key === move.to))
    .map((move) => ({
      ...move,
      reason: reasons.some((reason) => reason.key === move.reason) ? move.reason : undefined,
      ...(frameworks.some((framework) => framework.key === move.framework)
        ? {}
        : { framework: undefined, answers: undefined }),
    }));
  return { ...demo, moves };
}

/** Whole leads, and companies, so that each is written in one transaction: a lead that is there is complete. */
function gather(demo: DemoRecords[], most: number): ImportInput[] {
  const batches: DemoRecords[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { leads, activities, moves } of demo) {
    const count = leads.length + activities.length + moves.length;
    if (size + count > most) {
      batches.push({ leads: [], activities: [], moves: [] });
      size = 0;
    }
    const batch = batches.at(-1);
    batch?.leads.push(...leads);
    batch?.activities.push(...activities);
    batch?.moves.push(...moves);
    size += count;
  }
  return batches.map((batch) => ({ ...batch, importId: 'demo', historical: true }));
}
