import { setImmediate as breathe } from 'node:timers/promises';
import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { Files, Lifecycle } from '../../../core/definitions/tree.js';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import type { Releases } from '../../releases/open-releases.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import type { Release } from '../../releases/release.js';
import { followGroup } from '../intake/follow-group.js';
import { type LeadState, loadStates } from '../intake/lead-state.js';
import { loadFacts } from '../intake/load-facts.js';
import type { LeadArrivals } from '../intake/plan-arrivals.js';

const BATCH = 500;
/** Leads judged before others get a turn. */
const SLICE = 50;

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
  let loading = loadPage(db, '', stages);
  for (;;) {
    const { ids, states, ofLead } = await loading;
    const last = ids.at(-1);
    if (last === undefined) return moves;
    loading = loadPage(db, last, stages);
    loading.catch(() => undefined);
    for (let from = 0; from < ids.length; from += SLICE) {
      moves += countSlice(next, live, ids.slice(from, from + SLICE), { states, ofLead, at });
      await breathe();
    }
  }
}

/** The next leads with what is known of them; while they are judged the ones after them are read. */
async function loadPage(db: Db, after: string, stages: readonly string[]) {
  const ids = (await db.query<{ id: string }>(PAGE, [after, stages])).map((row) => row.id);
  const [states, { ofLead }] = await Promise.all([loadStates(db, ids), loadFacts(db, ids)]);
  return { ids, states, ofLead };
}

function countSlice(
  next: Release,
  live: Release,
  ids: readonly string[],
  known: { states: Map<string, LeadState>; ofLead: Map<string, Fact[]>; at: number },
): number {
  const { states, ofLead, at } = known;
  const arrivals = new Map<string, LeadArrivals>();
  for (const id of ids) {
    const state = states.get(id);
    if (!state) continue;
    state.release = live.number;
    arrivals.set(id, { arrivals: [], items: [], earlier: [] });
  }
  const { leads } = followGroup(next, arrivals, { states, facts: ofLead, absorbed: [], at });
  return leads.filter(({ followed }) => followed.effects.some(isMoveByScore)).length;
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
