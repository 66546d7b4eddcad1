import { impactFrame } from '../../../core/definitions/impact/impact-frame.js';
import type { ModelQuality } from '../../../core/definitions/impact/impact-report.js';
import { judgeQuality } from '../../../core/definitions/impact/judge-quality.js';
import { packAll } from '../../../core/definitions/impact/pack-judged.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';
import type { Release } from '../../releases/release.js';
import { findComparableSince } from '../impact/find-comparable-since.js';
import { loadJudgedRows } from './judged-rows.js';

const WINDOW_MS = 90 * 86_400_000;

/** Since when what is recorded of the live side was decided by what is in force, but for words. */
const comparable = new WeakMap<Release, Promise<number | null>>();

/**
 * Holds the live model (BASE) and a challenger (HEAD) against what became of the leads, over the last 90 days or since what
 * is in force began to decide. In the shadow both are judged by the same leads; with a share each by those it decided about.
 */
export async function readQuality(db: Db, release: Release, challenger: RunningChallenger): Promise<ModelQuality[]> {
  const { definition, tree } = challenger;
  const since = comparable.get(release) ?? findComparableSince(db, release.files);
  comparable.set(release, since);
  since.catch(() => comparable.delete(release));
  const now = (await readClock(db)).getTime();
  const from = new Date(Math.max(now - WINDOW_MS, (await since) ?? now));
  const frame = impactFrame(release.compiled, tree);
  const rows = await loadJudgedRows(db, challenger, frame, from);
  if (definition.share === 0) return judgeQuality(packAll(rows), frame.outcomes, now);
  const arms = new Map(
    (['BASE', 'HEAD'] as const).map((arm) => {
      const own = rows.filter((row) => row.arm === arm);
      return [arm, judgeQuality(packAll(own), frame.outcomes, now).filter(({ side }) => side === arm)];
    }),
  );
  return frame.outcomes.flatMap((outcome) =>
    (['BASE', 'HEAD'] as const).flatMap((arm) => arms.get(arm)?.filter((one) => one.outcome === outcome) ?? []),
  );
}
