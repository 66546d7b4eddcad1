import type { Instant } from '../scoring/facts.js';
import type { MoveRequest, MovingLead } from './move-verdict.js';
import { findStage } from './stage-order.js';
import type { Lifecycle } from './tree.js';

/** Until when the cool-down of the last recycling keeps this lead from an open or won stage; null when nothing does. */
export function coolingDownUntil(lifecycle: Lifecycle, lead: MovingLead, request: MoveRequest): Instant | null {
  if (request.by === 'system') return null;
  if (findStage(lifecycle, lead.stage)?.category !== 'nurture') return null;
  const category = findStage(lifecycle, request.to)?.category;
  if (category !== 'open' && category !== 'won') return null;
  const ended = lead.timeline.passes.findLast((pass) => pass.occurredAt <= lead.at);
  return ended && ended.silentUntil > lead.at ? ended.silentUntil : null;
}
