import { describeCondition } from '../../scoring/describe.js';
import { describeDuration } from '../../scoring/describe-value.js';
import type { SlaPolicyDefinition } from '../tree.js';
import { describeTrigger } from './describe-trigger.js';
import { listWords } from './list-words.js';

/** A promise in words: 'sales has 24 hours from entering mql until leaving mql'. */
export function describePolicy(policy: SlaPolicyDefinition): string {
  const { owedBy, startsOn, stopsOn, cancelsOn, pausesOn, resumesOn, when } = policy;
  const until = listWords(stopsOn.map(describeTrigger), 'or');
  const words = [`${owedBy} has ${describeTerm(policy)} from ${describeTrigger(startsOn)} until ${until}`];
  if (when) words.push(`where ${describeCondition(when)}`);
  if (cancelsOn?.length) words.push(`moot on ${listWords(cancelsOn.map(describeTrigger), 'or')}`);
  if (pausesOn?.length) words.push(`paused on ${listWords(pausesOn.map(describeTrigger), 'or')}`);
  if (resumesOn?.length) words.push(`going on with ${listWords(resumesOn.map(describeTrigger), 'or')}`);
  const warnings = (policy.warnAt ?? []).map(describeWarning);
  if (warnings.length > 0) words.push(`warned ${listWords(warnings)}`);
  return [words.join(', '), ...(policy.escalate ?? []).map(describeEscalation)].join('; ');
}

/** The time a promise gives: '5 minutes of working time (calendar office)', 'the same working day'. */
export function describeTerm({ within, clock, calendar }: SlaPolicyDefinition): string {
  const named = calendar === undefined ? '' : ` (calendar ${calendar})`;
  if (clock === 'elapsed') return `${describeDuration(within)}${named}`;
  if (clock === 'business') return `${describeDuration(within)} of working time${named}`;
  if (within === 'P0D') return `until the end of the same working day${named}`;
  return `${describeDuration(within).replace('day', 'working day')}${named}`;
}

/** When a warning is given: 'after 50 % of the time', '1 hour before'. */
export function describeWarning(warning: { percent: number } | { before: string }): string {
  if ('before' in warning) return `${describeDuration(warning.before)} before`;
  return `after ${warning.percent} % of the time`;
}

/** What follows a breach: '4 hours after a breach manager is told and the lead goes to someone else'. */
export function describeEscalation(step: { after: string; notify: string[]; reassign?: boolean }): string {
  const after = /[1-9]/.test(step.after) ? `${describeDuration(step.after)} after a breach` : 'at a breach';
  const told = `${listWords(step.notify)} ${step.notify.length === 1 ? 'is' : 'are'} told`;
  return `${after} ${told}${step.reassign ? ' and the lead goes to someone else' : ''}`;
}
