import { NOTHING_CHANGED } from '../../core/definitions/sign-offs/decide-sign-offs.js';
import type { SignOffDecision } from '../../core/definitions/sign-offs/weigh-sign-offs.js';
import type { CheckResult } from './checks/check-result.js';
import type { Merging } from './merging.js';
import type { PullRow } from './pull-row.js';

/** All that stands between a pull request and its merge, in sentences; empty: it can be merged. */
export function listBlockers(
  pull: Pick<PullRow, 'state' | 'number'>,
  { conflicts }: Pick<Merging, 'conflicts'>,
  checks: readonly CheckResult[],
  signOffs: Pick<SignOffDecision, 'blockers'>,
): string[] {
  if (pull.state === 'MERGED') return [];
  return [
    ...(pull.state === 'CLOSED' ? ['It is closed: open it again first.'] : []),
    ...(pull.state === 'DRAFT' ? ['It is a draft: say that it is ready.'] : []),
    ...conflicts.map(({ path, pointer, summary }) => `In conflict with main at ${path}${pointer}: ${summary}`),
    ...listCheckBlockers(checks),
    // What conflicts is left out of the merge until it is resolved: that does not make it nothing.
    ...signOffs.blockers.filter((blocker) => conflicts.length === 0 || blocker !== NOTHING_CHANGED),
  ];
}

/** The checks that forbid a merge, in sentences. */
export function listCheckBlockers(checks: readonly CheckResult[]): string[] {
  return checks.flatMap(({ name, conclusion, summary }) => {
    if (conclusion === 'FAILURE') return [`The check '${name}' fails: ${summary}`];
    return conclusion === 'PENDING' ? [`The check '${name}' has not run yet.`] : [];
  });
}
