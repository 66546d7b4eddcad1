import type { ReplayedSide } from './lead-comparison.js';
import type { Renames } from './renames-of.js';

/** A side with the thresholds and the stage by the keys that the head has for them; the side itself where it says nothing else. */
export function renameSide(side: ReplayedSide, { stages, thresholds }: Renames): ReplayedSide {
  const stage = stages.get(side.stage) ?? side.stage;
  if (thresholds.size === 0) return stage === side.stage ? side : { ...side, stage };
  const named = (key: string) => thresholds.get(key) ?? key;
  const ups: ReplayedSide['ups'] = Object.create(null);
  for (const [key, at] of Object.entries(side.ups)) ups[named(key)] = at;
  const trace = side.trace.replace(/^[^ \n]+/gm, named);
  return { ...side, stage, ups, trace };
}
