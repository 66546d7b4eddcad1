import { fromMicro } from '../../core/scoring/micro.js';
import type { Contribution } from '../../core/scoring/results.js';
import { factKey } from './intake/load-facts.js';
import type { ContributionRow } from './score.js';

/** A contribution in points, its activities by public id; `ids` are those of their rows by `factKey`. */
export function contributionRow(contribution: Contribution, ids: ReadonlyMap<string, number>): ContributionRow {
  const { rule, score, points, holds, capped, decay, detail, rationale, facts, activityCount } = contribution;
  return {
    rule,
    score,
    points: fromMicro(points),
    holds,
    capped,
    decay,
    detail,
    rationale: rationale ?? null,
    activityCount,
    activities: facts.flatMap((fact) => {
      const id = ids.get(factKey(fact));
      return id === undefined ? [] : [`act_${id}`];
    }),
  };
}
