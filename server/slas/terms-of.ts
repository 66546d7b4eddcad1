import { type Calendar, compileCalendar } from '../../core/definitions/business-time/calendar.js';
import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { Release } from '../releases/release.js';

const known = new WeakMap<Release['tree'], Map<string, SlaTerms>>();

/** The policies of a release ready to count with, by key; compiled once. */
export function termsOf({ tree }: Pick<Release, 'tree'>): ReadonlyMap<string, SlaTerms> {
  const before = known.get(tree);
  if (before) return before;
  const calendars = new Map<string, Calendar>(tree.slas.calendars.map((one) => [one.key, compileCalendar(one)]));
  const terms = new Map(
    tree.slas.policies.map((policy) => [
      policy.key,
      { policy, calendar: calendars.get(policy.calendar ?? '') ?? null },
    ]),
  );
  known.set(tree, terms);
  return terms;
}
