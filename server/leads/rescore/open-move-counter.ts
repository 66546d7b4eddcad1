import { decidingModels } from '../../../core/definitions/challengers/deciding-models.js';
import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { Files, Lifecycle } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { openThread } from '../../jobs/open-thread.js';
import type { Releases } from '../../releases/open-releases.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import type { Release } from '../../releases/release.js';
import { countMoves } from './count-moves.js';

/** How many leads a promotion of these files would move, as of now. Files that cannot run move nobody. */
export type CountMoves = (files: Files) => Promise<number>;

/** What the thread of a count is asked. */
export interface CountAsked {
  url: string;
  /** The number of the release in force. */
  live: number;
  files: Files;
  stages: readonly string[];
}

/** As many leads take the event loop for a tenth of a second, in slices; more are worth the start of a thread. */
const FEW = 300;
const MEMORY_MB = 400;

/**
 * Opens what counts the moves of a promotion: at once where nothing that moves leads differs, here where few could move,
 * else in a thread of its own, so that what leads do meanwhile is not held up.
 */
export function openMoveCounter(parts: { db: Db; url: string; releases: Pick<Releases, 'live'> }): CountMoves {
  const { db, url, releases } = parts;
  return async (files) => {
    const live = releases.live();
    const prepared = prepareOrNull(files);
    if (!prepared) return 0;
    const next: Release = { ...live, number: live.number + 1, files, ...prepared };
    const mode = next.tree.lifecycle.atPromotion?.up ?? 'move';
    if (mode !== 'move' || movesAlike(live, next)) return 0;
    const stages = stagesWithWayOut(next.tree.lifecycle, next.compiled);
    if (await areFew(db, stages)) return countMoves(db, { live: live.number, next }, stages);
    const asked: CountAsked = { url, live: live.number, files, stages };
    const thread = openThread<CountAsked, number>(new URL('./count-worker.js', import.meta.url), null, MEMORY_MB);
    try {
      return await thread.ask(asked);
    } finally {
      await thread.close();
    }
  };
}

async function areFew(db: Db, stages: readonly string[]): Promise<boolean> {
  const [row] = await db.query<{ leads: number }>(
    `select count(*) as leads from (select from leads where stage = any($1) limit ${FEW + 1}) as found`,
    [stages],
  );
  return (row?.leads ?? 0) <= FEW;
}

function prepareOrNull(files: Files) {
  try {
    return prepareTree(files);
  } catch {
    return null;
  }
}

/** Stages out of which a score moves somebody, and those renamed to them: nobody else needs to be looked at. */
function stagesWithWayOut({ moves, renamed }: Lifecycle, compiled: CompiledTree): string[] {
  const targets = new Set(
    decidingModels(compiled).flatMap(({ model }) => model.thresholds.map((threshold) => threshold.moveTo)),
  );
  const from = new Set(moves.flatMap((move) => (move.by.includes('score') && targets.has(move.to) ? move.from : [])));
  for (const [old, stage] of Object.entries(renamed?.['stages'] ?? {})) if (from.has(stage)) from.add(old);
  return [...from];
}

/** Whether what moves leads is the same, words and version fields aside that no decision goes by. */
function movesAlike(live: Release, next: Release): boolean {
  return JSON.stringify(decisive(live)) === JSON.stringify(decisive(next));
}

function decisive({ tree, compiled }: Release) {
  const models = decidingModels(compiled).map(({ model }) => ({ ...model, version: '', name: '', description: '' }));
  return [models, tree.lifecycle, tree.activities];
}
