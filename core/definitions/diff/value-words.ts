import { describeActivities, describeCondition } from '../../scoring/describe.js';
import { describeDuration, describeValue } from '../../scoring/describe-value.js';
import type { Json } from '../../scoring/facts.js';
import type { Rule } from '../../scoring/model.js';
import { describeCalendar, describeHours } from '../agreement/describe-calendar.js';
import { describeFact } from '../agreement/describe-fact.js';
import { describeMove, describeRequirements } from '../agreement/describe-move.js';
import { describeEscalation, describePolicy, describeWarning } from '../agreement/describe-policy.js';
import { describePool } from '../agreement/describe-pool.js';
import { describeReason } from '../agreement/describe-reason.js';
import { describeDecay, describeRule } from '../agreement/describe-rule.js';
import { describeSignOffRule } from '../agreement/describe-sign-off-rule.js';
import { describeHandoff, describeStage } from '../agreement/describe-stage.js';
import { describeThreshold } from '../agreement/describe-threshold.js';
import { describeTrigger } from '../agreement/describe-trigger.js';
import type { SignOffRule } from '../sign-offs/sign-off-rule.js';
import { isObject } from './is-object.js';

const MOST = 300;

/** How the value of a member, or an entry of a list, is said; a proposal may hold any JSON where these are promised. */
const SAYERS: { readonly [member: string]: (value: never) => string } = {
  rules: (rule: Rule | SignOffRule) => ('paths' in rule ? describeSignOffRule(rule) : describeRule(rule)),
  thresholds: describeThreshold,
  stages: describeStage,
  moves: describeMove,
  reasons: describeReason,
  policies: describePolicy,
  calendars: describeCalendar,
  criteria: ({ label }: { label: string }) => label,
  pools: describePool,
  facts: describeFact,
  onExpiry: ({ reason }: { reason: string }) => `rejected as ${reason}`,
  segments: ({ when }: { when: never }) => describeCondition(when),
  routes: ({ to, when }: { to: string; when: never }) => `to ${to} when ${describeCondition(when)}`,
  challengers: ({ share, by }: { share: number; by: string }) =>
    share === 0 ? 'a shadow that decides nothing' : `scores ${share * 100} % of the leads, drawn by ${by}`,
  when: describeCondition,
  release: describeCondition,
  appliesTo: describeCondition,
  all: describeCondition,
  any: describeCondition,
  none: describeCondition,
  of: describeCondition,
  ignore: describeCondition,
  each: describeActivities,
  decay: describeDecay,
  requires: (value) => describeRequirements(value) || 'needs nothing',
  handoff: describeHandoff,
  startsOn: describeTrigger,
  stopsOn: describeTrigger,
  cancelsOn: describeTrigger,
  pausesOn: describeTrigger,
  resumesOn: describeTrigger,
  warnAt: describeWarning,
  escalate: describeEscalation,
};

const DURATION = /^P(?=[\dT])(?:\d+W)?(?:\d+D)?(?:T[\dHMS.]+)?$/;
const DAYS = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '));

/** A value in words, as it is said where it stands: under the member, or as an entry of the list, called `name`. */
export function valueWords(name: string, value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  return cut(said(name, value) ?? plain(value));
}

function said(name: string, value: Json): string | undefined {
  const say = DAYS.has(name) && Array.isArray(value) ? sayDay : isObject(value) ? ownSayer(name) : undefined;
  if (!say) return undefined;
  try {
    const words = say(value as never);
    return /undefined|\[object/.test(words) ? undefined : words;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const sayDay = (hours: string[][]): string => (hours.length > 0 ? describeHours(hours) : 'closed');

const ownSayer = (name: string) => (Object.hasOwn(SAYERS, name) ? SAYERS[name] : undefined);

function plain(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' && DURATION.test(value)) return describeDuration(value);
  if (typeof value === 'string') return /\s/.test(value) ? `“${value.replaceAll(/\s+/g, ' ').trim()}”` : value;
  return describeValue(value);
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
