import type pg from 'pg';
import { evaluateFirst } from '../../../core/scoring/evaluate-first.js';
import { explain } from '../../../core/scoring/explain.js';
import type { Json } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import type { Tx } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import { contributionRow } from '../../leads/contribution-row.js';
import { loadTimelines } from '../../leads/load-timeline.js';
import { nextStepFor } from '../../lifecycle/next-step-for.js';
import { saveHandoffs } from '../../lifecycle/save-handoffs.js';
import type { Release } from '../../releases/release.js';
import { markHandedOff } from '../../rollups/mark-handed-off.js';
import { saveClocks } from '../../slas/save-clocks.js';
import { type DemoStory, makeClocks } from './make-clocks.js';
import { type DemoStep, makeHandoffs } from './make-handoffs.js';

const LAST_DAY_MS = 86_400_000;

/**
 * Gives the demo what history never opens: the handoffs and clocks its leads would have had, answered, met or breached
 * as their paths tell. Does nothing where there are some. What ran out in the last day is left for the server to find.
 */
export async function addHandoffs(pool: pg.Pool, release: Release): Promise<{ handoffs: number; clocks: number }> {
  return transaction(pool, 'system', async (tx) => {
    const path = await listPath(tx);
    if (path.length === 0) return { handoffs: 0, clocks: 0 };
    const stories = await tellStories(tx, release, path);
    const handoffs = stories.flatMap((story) => story.handoffs);
    const until = new Date(tx.at.getTime() - LAST_DAY_MS);
    const clocks = stories.flatMap((story) => makeClocks(release, story, until));
    await saveHandoffs(tx, handoffs);
    await markHandedOff(tx, handoffs);
    await saveClocks(tx, clocks);
    return { handoffs: handoffs.length, clocks: clocks.length };
  });
}

async function tellStories(tx: Tx, release: Release, path: readonly DemoStep[]): Promise<DemoStory[]> {
  const { lifecycle, activities } = release.tree;
  const byLead = Map.groupBy(path, (step) => step.leadId);
  const { ofLead, ids } = await loadTimelines(tx, [...byLead.keys()]);
  const reps = await tx.query<{ id: string }>(
    `select id from users where active and 'inbound-sdr' = any(pools) order by id`,
  );
  const owners = new Map(
    (await tx.query<{ id: string; owner: string | null }>(OWNERS, [[...byLead.keys()]])).map((row) => [
      row.id,
      row.owner,
    ]),
  );
  return [...byLead].map(([id, own], turn): DemoStory => {
    const timeline = buildTimeline(ofLead.get(id) ?? []);
    const repOf = (index: number) => owners.get(id) ?? reps[(turn + index) % Math.max(reps.length, 1)]?.id ?? null;
    const handoffs = makeHandoffs(lifecycle, release.number, own, tx.at, repOf).map((handoff) => {
      const at = handoff.openedAt.getTime();
      const { compiled, evaluation } = evaluateFirst(release.compiled.models, timeline, at);
      const nextStep = handoff.nextStep ?? nextStepFor(timeline, activities.activities, at);
      if (!compiled || !evaluation) return { ...handoff, nextStep };
      const contributions = explain(compiled, timeline, at).contributions.map((one) => contributionRow(one, ids));
      return { ...handoff, nextStep, score: { value: fromMicro(evaluation.value), contributions } as unknown as Json };
    });
    return { id, timeline, ownerId: owners.get(id) ?? null, path: own, handoffs };
  });
}

function listPath(tx: Tx): Promise<DemoStep[]> {
  return tx.query<DemoStep>(
    `select t.id, t.lead_id as "leadId", t.from_stage as "from", t.to_stage as "to", t.pass, t.reason, t.note,
       t.occurred_at as at
     from transitions t
     where t.historical and not exists (select from handoffs)
       and exists (select from transitions m where m.lead_id = t.lead_id and m.move is null and m.cause = 'IMPORT' and m.ordinal > 1)
     order by t.lead_id, t.ordinal`,
  );
}

const OWNERS = 'select id, owner_id as owner from leads where id = any($1)';
