import { fileKind } from '../file-kinds.js';
import type { Step } from './value-change.js';

/** What the entries of a list, or the members of an object, are called. */
const NOUNS: { readonly [list: string]: string } = {
  rules: 'Rule',
  thresholds: 'Threshold',
  scores: 'Score',
  stages: 'Stage',
  moves: 'Move',
  reasons: 'Reason',
  frameworks: 'Framework',
  criteria: 'Criterion',
  segments: 'Segment',
  challengers: 'Challenger',
  calendars: 'Calendar',
  policies: 'SLA',
  activities: 'Activity',
  leadAttributes: 'Lead attribute',
  accountAttributes: 'Account attribute',
  properties: 'Property',
  pools: 'Pool',
  routes: 'Route',
  reviews: 'Review',
  notifications: 'Notification',
  profiles: 'Benchmark profile',
  metrics: 'Rate',
  bands: 'Band',
  scoreBands: 'Score band',
  targets: 'Target',
  leads: 'Example lead',
  files: 'File',
};

const FILES: { readonly [kind: string]: string } = {
  lifecycle: 'Lifecycle',
  slas: 'SLAs',
  activities: 'Tracking plan',
  benchmarks: 'Benchmarks',
  routing: 'Routing',
  reviews: 'Reviews',
  notifications: 'Notifications',
  'sign-offs': 'Sign-offs',
  model: 'Model',
  test: 'Example leads of',
  mapping: 'Mapping',
  template: 'Template',
  schema: 'Schema',
  readme: 'README.md',
};

/** What a change is about, in words, and the members that lead on from there. */
export interface Subject {
  words: string;
  /** The list of the thing named last; null for the file itself. */
  list: string | null;
  rest: readonly Step[];
}

/** Names what the steps lead to: 'Threshold mql', 'Framework bant, criterion budget', 'Model hundred-point'. */
export function subjectWords(path: string, steps: readonly Step[]): Subject {
  const named: string[] = [];
  let list: string | null = null;
  let at = 0;
  for (; at + 1 < steps.length; at += 2) {
    const [member, entry] = [steps[at], steps[at + 1]];
    const noun = typeof member === 'string' && Object.hasOwn(NOUNS, member) ? NOUNS[member] : undefined;
    const key = typeof entry === 'string' ? entry : entry?.entry;
    if (noun === undefined || key === undefined || /^[#+]/.test(key)) break;
    named.push(`${named.length > 0 ? noun.toLowerCase() : noun} ${key}`);
    list = member as string;
  }
  return { words: named.join(', ') || fileWords(path), list, rest: steps.slice(at) };
}

/** A file in words: 'Model hundred-point', 'Lifecycle'. */
export function fileWords(path: string): string {
  const kind = fileKind(path)?.kind;
  const name = /^[a-z]+\/(.+?)(?:\.test|\.schema)?\.(?:json|md)$/.exec(path)?.[1];
  const words = kind === undefined ? undefined : FILES[kind];
  return words === undefined ? `File ${path}` : name === undefined ? words : `${words} ${name}`;
}
