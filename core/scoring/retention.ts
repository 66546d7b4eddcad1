import type { CompiledModel } from './compiled-model.js';
import type { ActivityFact, Fact, Instant } from './facts.js';
import { accountAt, openFrame } from './frame.js';
import { passesWhere, type Scope } from './scope.js';
import type { Timeline } from './timeline-index.js';

/** By what facts are kept: the models that read them, and paths that stay although no model reads them. */
export interface RetentionScope {
  models: readonly CompiledModel[];
  keep: ReadonlySet<string>;
}

/** Whether a fact can ever change a result of the models. */
export function isRelevant({ models, keep }: RetentionScope, fact: Fact): boolean {
  if (fact.kind === 'activity') return models.some(({ scope }) => readsType(scope, fact.type));
  if (fact.kind !== 'attribute') return fact.kind !== 'retraction';
  const { path } = fact;
  return path === 'account' || keep.has(path) || models.some(({ scope }) => readsPath(scope, path));
}

function readsType(scope: Scope, type: string): boolean {
  return [scope.matchers, scope.ignoreMatchers].some((list) => list.some(({ types }) => types.includes(type)));
}

function readsPath({ paths }: Scope, path: string): boolean {
  if (paths.has(path)) return true;
  return (path === 'source' && paths.has('latestSource')) || (path === 'channel' && paths.has('latestChannel'));
}

/** The facts of a timeline that can still change a result at `now` or later, in order. */
export function retainedFacts(scope: RetentionScope, timeline: Timeline, now: Instant): Fact[] {
  const kept = new Set<Fact>(timeline.facts.filter((fact) => fact.occurredAt > now));
  for (const model of scope.models) retainActivities(model, timeline, now, kept);
  retainAttributes(timeline, now, kept);
  retainAnswers(timeline, now, kept);
  return timeline.facts.filter((fact) => kept.has(fact) && isRelevant(scope, fact));
}

function retainActivities({ scope }: CompiledModel, timeline: Timeline, now: Instant, kept: Set<Fact>): void {
  for (const matcher of [...scope.matchers, ...scope.ignoreMatchers]) {
    let rank = 0;
    for (let i = timeline.activities.length - 1; i >= 0; i--) {
      const activity = timeline.activities[i] as ActivityFact;
      if (activity.occurredAt > now || !matcher.types.includes(activity.type)) continue;
      if (!matcher.timed && !passesWhere(matcher, activity, now)) continue;
      const countsNewest = !matcher.timed && !scope.ignoresSome;
      if (
        matcher.needs.some(
          ({ newest, age }) => (countsNewest ? rank < newest : newest > 0) && now - activity.occurredAt < age,
        )
      ) {
        kept.add(activity);
      }
      rank++;
    }
  }
}

/** Of each path the newest value; of paths that keep their first value all. Of accounts, those it belongs to from now on. */
function retainAttributes(timeline: Timeline, now: Instant, kept: Set<Fact>): void {
  const seen = new Set<string>();
  const accounts = accountsFrom(timeline, now);
  for (let i = timeline.facts.length - 1; i >= 0; i--) {
    const fact = timeline.facts[i] as Fact;
    if (fact.kind !== 'attribute' || fact.occurredAt > now) continue;
    const { path } = fact;
    const account = path.startsWith('account.') ? fact.account || null : null;
    if (path.startsWith('account.') && !accounts.has(account)) continue;
    const keepsFirst = path === 'source' || path === 'channel';
    const place = `${account ?? ''}\n${path}`;
    if (keepsFirst || !seen.has(place)) kept.add(fact);
    seen.add(place);
  }
}

/** The account of a lead at `now`, and those that facts dated later name already; null is the nameless one. */
function accountsFrom(timeline: Timeline, now: Instant): Set<string | null> {
  const accounts = new Set([accountAt(openFrame(timeline, now, 0)) || null]);
  for (const { at, value } of timeline.attributes.get('account') ?? []) {
    if (at > now) accounts.add(typeof value === 'string' ? value || null : null);
  }
  return accounts;
}

/** Passes, and of each criterion the answers back to the one that settles its value. */
function retainAnswers(timeline: Timeline, now: Instant, kept: Set<Fact>): void {
  const settled = new Set<string>();
  const forgotten = new Set<string>();
  let passes = 0;
  for (let i = timeline.facts.length - 1; i >= 0; i--) {
    const fact = timeline.facts[i] as Fact;
    if (fact.occurredAt > now) continue;
    if (fact.kind === 'pass') {
      if (passes === 0 || fact.forgets.some((framework) => !forgotten.has(framework))) kept.add(fact);
      for (const framework of fact.forgets) forgotten.add(framework);
      passes++;
    }
    if (fact.kind !== 'qualification') continue;
    const key = `${fact.framework}.${fact.criterion}`;
    if (settled.has(key)) continue;
    kept.add(fact);
    if (fact.status === 'unknown' || fact.value !== undefined) settled.add(key);
  }
}
