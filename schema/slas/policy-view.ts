import type { SlaPolicyDefinition, SlaTrigger } from '../../core/definitions/tree.js';
import { describeActivities } from '../../core/scoring/describe.js';
import { describeDuration } from '../../core/scoring/describe-value.js';
import type { Release } from '../../server/releases/release.js';
import type { SlaPolicyType } from './sla-policy.type.js';

/** A policy as `release` has it, its triggers in words. */
export function policyView(release: Release, policy: SlaPolicyDefinition): SlaPolicyType {
  const { key, label, owedBy, within, clock } = policy;
  return {
    ...{ key, label, owedBy, within, clock },
    startsOn: describeTrigger(policy.startsOn),
    pausesOn: (policy.pausesOn ?? []).map(describeTrigger),
    stopsOn: policy.stopsOn.map(describeTrigger),
    calendar: policy.calendar ?? null,
    warnAt: (policy.warnAt ?? []).map((warning) =>
      'percent' in warning
        ? `at ${warning.percent} % of the time`
        : `${describeDuration(warning.before)} before it is due`,
    ),
    definition: { commit: release.commit, release: release.number, promotedAt: release.promotedAt },
  };
}

function describeTrigger(trigger: SlaTrigger): string {
  if ('enter' in trigger) return `entering ${trigger.enter}`;
  if ('leave' in trigger) return `leaving ${trigger.leave}`;
  if ('activity' in trigger) return describeActivities(trigger);
  return 'handoff' in trigger ? `handoff ${trigger.handoff}` : 'an owner is set';
}
