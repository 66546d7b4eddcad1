import { challengerTree } from '../../../core/definitions/challengers/challenger-tree.js';
import type { Db } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { RunningChallenger } from './running-challenger.js';

/** Of a release, once all of its challengers have scored all leads: what is known of it then stays so. */
const settled = new WeakMap<Release, readonly RunningChallenger[]>();

/** The challengers of a release that have begun; those that have not yet (`openChallengers`) are missing. */
export async function listRunning(db: Db, release: Release): Promise<readonly RunningChallenger[]> {
  const { challengers } = release.compiled;
  if (challengers.length === 0) return [];
  const known = settled.get(release);
  if (known) return known;
  const rows = await db.query<{
    id: string;
    model: string;
    against: string;
    fingerprint: string;
    scoredAt: Date | null;
  }>(
    `select id, model, against, fingerprint, scored_at as "scoredAt" from challengers where ended_at is null order by id`,
  );
  const running = challengers.flatMap(({ definition, model }): RunningChallenger[] => {
    const row = rows.find((one) => one.model === definition.model && one.against === definition.against);
    if (row?.fingerprint !== model.fingerprint) return [];
    const { id, scoredAt } = row;
    return [{ id, definition, scoredAt, tree: challengerTree(release.compiled, [definition]) }];
  });
  if (running.length === challengers.length && running.every((one) => one.scoredAt)) settled.set(release, running);
  return running;
}
