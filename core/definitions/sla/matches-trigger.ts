import type { JsonObject } from '../../scoring/facts.js';
import type { SlaTrigger } from '../tree.js';

/** Something that happened to a lead, as clocks see it. */
export type Happening =
  | { kind: 'enter'; stage: string }
  | { kind: 'leave'; stage: string }
  | { kind: 'activity'; type: string; properties: JsonObject }
  | { kind: 'handoff'; what: 'opened' | 'accepted' | 'rejected' | 'expired' | 'withdrawn' }
  | { kind: 'assigned' };

/** True when the trigger names what happened. `passes` judges an activity's `where`. */
export function matchesTrigger(
  trigger: SlaTrigger,
  happening: Happening,
  passes: (properties: JsonObject, where: NonNullable<Extract<SlaTrigger, { activity: unknown }>['where']>) => boolean,
): boolean {
  if ('enter' in trigger) return happening.kind === 'enter' && happening.stage === trigger.enter;
  if ('leave' in trigger) return happening.kind === 'leave' && happening.stage === trigger.leave;
  if ('handoff' in trigger) return happening.kind === 'handoff' && happening.what === trigger.handoff;
  if ('assigned' in trigger) return happening.kind === 'assigned';
  if (happening.kind !== 'activity') return false;
  const types = Array.isArray(trigger.activity) ? trigger.activity : [trigger.activity];
  return types.includes(happening.type) && (!trigger.where || passes(happening.properties, trigger.where));
}
