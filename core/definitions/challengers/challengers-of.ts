import type { ChallengerDefinition } from '../tree.js';
import { drawOf } from './draw-of.js';

/** What a lead is drawn by: itself, or the account it had when it was drawn first, for ever; null or '': it had none. */
export interface DrawnLead {
  id: string;
  drawnBy?: string | null;
}

/**
 * The challengers that decide about a lead: those whose stretch of [0, 1), as long as their share, its draw (`drawOf`) lies
 * in. Of those against one model, in the order of lifecycle.json, the first grows up from 0, the second down from 1, and so
 * on by turns, so that no share of the first two takes leads from the other. By account without one, a lead is drawn by its
 * own id.
 */
export function challengersOf(
  challengers: readonly ChallengerDefinition[] | undefined,
  lead: DrawnLead,
): ChallengerDefinition[] {
  if (!challengers?.some(({ share }) => share > 0)) return [];
  const fields = new Map<string, { up: boolean; low: number; high: number }>();
  const chosen = new Map<string, ChallengerDefinition>();
  for (const challenger of challengers) {
    const { against, share, by } = challenger;
    const { up, low, high } = fields.get(against) ?? { up: true, low: 0, high: 1 };
    const next = up ? low + share : high - share;
    fields.set(against, up ? { up: false, low: next, high } : { up: true, low, high: next });
    if (share === 0 || chosen.has(against)) continue;
    const draw = drawOf(against, by === 'account' && lead.drawnBy ? lead.drawnBy : lead.id);
    if (up ? draw >= low && draw < next : draw >= next && draw < high) chosen.set(against, challenger);
  }
  return [...chosen.values()];
}
