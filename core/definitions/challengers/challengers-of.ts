import type { ChallengerDefinition } from '../tree.js';
import { drawOf } from './draw-of.js';

/** What a lead is drawn by: itself, or the account it had when it was drawn first, for ever; null or '': it had none. */
export interface DrawnLead {
  id: string;
  drawnBy?: string | null;
}

/**
 * The challengers that decide about a lead. Those against one model have stretches of [0, 1) as long as their shares, in the
 * order of lifecycle.json; a lead belongs to the first whose stretch its draw (`drawOf`) lies in. By account without one, a
 * lead is drawn by its own id.
 */
export function challengersOf(
  challengers: readonly ChallengerDefinition[] | undefined,
  lead: DrawnLead,
): ChallengerDefinition[] {
  if (!challengers?.some(({ share }) => share > 0)) return [];
  const taken = new Map<string, number>();
  const chosen = new Map<string, ChallengerDefinition>();
  for (const challenger of challengers) {
    const { against, share, by } = challenger;
    if (share === 0 || chosen.has(against)) continue;
    const from = taken.get(against) ?? 0;
    const draw = drawOf(against, by === 'account' && lead.drawnBy ? lead.drawnBy : lead.id);
    if (draw >= from && draw < from + share) chosen.set(against, challenger);
    taken.set(against, from + share);
  }
  return [...chosen.values()];
}
