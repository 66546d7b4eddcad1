import { setImmediate as breathe } from 'node:timers/promises';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import type { Release } from '../../releases/release.js';
import { followGroup } from '../intake/follow-group.js';
import { type LeadState, loadStates } from '../intake/lead-state.js';
import { loadFacts } from '../intake/load-facts.js';
import type { LeadArrivals } from '../intake/plan-arrivals.js';

const BATCH = 500;
/** Leads judged before others get a turn. */
const SLICE = 50;

/**
 * How many leads in `stages` a promotion of `next` over `live` would move, as of now: every one judged under it, nothing
 * kept. In slices, so that a process goes on meanwhile.
 */
export async function countMoves(
  db: Db,
  { live, next }: { live: number; next: Release },
  stages: readonly string[],
): Promise<number> {
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
  live: number,
  ids: readonly string[],
  known: { states: Map<string, LeadState>; ofLead: Map<string, Fact[]>; at: number },
): number {
  const { states, ofLead, at } = known;
  const arrivals = new Map<string, LeadArrivals>();
  for (const id of ids) {
    const state = states.get(id);
    if (!state) continue;
    state.release = live;
    arrivals.set(id, { arrivals: [], items: [], earlier: [] });
  }
  const { leads } = followGroup(next, arrivals, { states, facts: ofLead, absorbed: [], at });
  return leads.filter(({ followed }) => followed.effects.some(isMoveByScore)).length;
}

function isMoveByScore(effect: { kind: string; crossing?: unknown }): boolean {
  return effect.kind === 'transition' && typeof effect.crossing === 'number';
}

const PAGE = `
  select id from leads where id > $1 and stage = any($2) and merged_into is null and erased_at is null order by id limit ${BATCH}`;
