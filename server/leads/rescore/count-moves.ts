import { setImmediate as breathe } from 'node:timers/promises';
import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { Files, Lifecycle } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import type { Releases } from '../../releases/open-releases.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import type { Release } from '../../releases/release.js';
import { followGroup } from '../intake/follow-group.js';
import { loadStates } from '../intake/lead-state.js';
import { loadFacts } from '../intake/load-facts.js';

const BATCH = 100;

/**
 * How many leads a promotion of `files` would move, as of now: every lead judged under them, nothing kept. In slices, so
 * that the process goes on meanwhile; at once where nothing that moves leads differs. Files that cannot run move nobody.
 */
export async function countMoves(db: Db, releases: Pick<Releases, 'live'>, files: Files): Promise<number> {
  const live = releases.live();
  const prepared = prepareOrNull(files);
  if (!prepared) return 0;
  const next: Release = { ...live, number: live.number + 1, files, ...prepared };
  const mode = next.tree.lifecycle.atPromotion?.up ?? 'move';
  if (mode !== 'move' || movesAlike(live, next)) return 0;
  const stages = stagesWithWayOut(next.tree.lifecycle, next.compiled);
  const at = (await readClock(db)).getTime();
  let moves = 0;
  for (let after = ''; ; ) {
    const page = await db.query<{ id: string }>(PAGE, [after, stages]);
    const ids = page.map((row) => row.id);
    const [states, { ofLead }] = await Promise.all([loadStates(db, ids), loadFacts(db, ids)]);
    for (const state of states.values()) state.release = live.number;
    const nothing = new Map(ids.map((id) => [id, { arrivals: [], items: [], earlier: [] }]));
    const { leads } = followGroup(next, nothing, { states, facts: ofLead, absorbed: [], at });
    moves += leads.filter(({ followed }) => followed.effects.some(isMoveByScore)).length;
    const last = ids.at(-1);
    if (last === undefined) return moves;
    after = last;
    await breathe();
  }
}

function prepareOrNull(files: Files) {
  try {
    return prepareTree(files);
  } catch {
    return null;
  }
}

/** Stages out of which a score moves somebody, and those renamed to them: nobody else needs to be looked at. */
function stagesWithWayOut({ moves, renamed }: Lifecycle, { models }: CompiledTree): string[] {
  const targets = new Set(models.flatMap(({ model }) => model.thresholds.map((threshold) => threshold.moveTo)));
  const from = new Set(moves.flatMap((move) => (move.by.includes('score') && targets.has(move.to) ? move.from : [])));
  for (const [old, stage] of Object.entries(renamed?.['stages'] ?? {})) if (from.has(stage)) from.add(old);
  return [...from];
}

function isMoveByScore(effect: { kind: string; crossing?: unknown }): boolean {
  return effect.kind === 'transition' && typeof effect.crossing === 'number';
}

/** Whether what moves leads is the same, words and version fields aside that no decision goes by. */
function movesAlike(live: Release, next: Release): boolean {
  return JSON.stringify(decisive(live)) === JSON.stringify(decisive(next));
}

function decisive({ tree, compiled }: Release) {
  const models = compiled.models.map(({ model }) => ({ ...model, version: '', name: '', description: '' }));
  return [models, tree.lifecycle, tree.activities];
}

const PAGE = `
  select id from leads where id > $1 and stage = any($2) and merged_into is null and erased_at is null order by id limit ${BATCH}`;
