import { describeActivities } from '../../scoring/describe.js';
import type { SlaTrigger } from '../tree.js';

/** What starts, stops or pauses a clock, in words: 'entering mql', 'a handoff is accepted', 'demo.requested'. */
export function describeTrigger(trigger: SlaTrigger): string {
  if ('enter' in trigger) return `entering ${trigger.enter}`;
  if ('leave' in trigger) return `leaving ${trigger.leave}`;
  if ('handoff' in trigger) return `handoff ${trigger.handoff}`;
  if ('assigned' in trigger) return 'the lead gets an owner';
  return describeActivities(trigger);
}
