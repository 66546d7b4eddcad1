import type { Benchmarks } from '../../core/definitions/tree.js';
import { CallerError } from '../errors.js';
import type { LeadDimension } from './metrics-input.js';

const COLUMNS = {
  SOURCE: 'f.source',
  CHANNEL: 'f.channel',
  CAMPAIGN: 'f.campaign',
  SEGMENT: 'f.segment',
  OWNER: 'f.owner_id',
  RELEASE: 'f.release::text',
  MODEL: 'f.model',
};

/** Newest first, in the order of a timeline. */
const NEWEST = `order by occurred_at desc, sequence desc, source collate "C" desc, message_id collate "C" desc limit 1`;

/**
 * SQL for the value a pass is sliced by, as text, read from `stage_entries f` of the first asked stage: what was so at
 * that entry. Appends its values to `parameters`. Throws BAD_USER_INPUT on ATTRIBUTE without a path, or a path with another.
 */
export function sliceExpression(
  dimension: LeadDimension | null | undefined,
  path: string | null | undefined,
  benchmarks: Benchmarks,
  parameters: unknown[],
): string {
  if (dimension !== 'ATTRIBUTE' && path !== null && path !== undefined) {
    throw new CallerError(
      'BAD_USER_INPUT',
      'groupByPath names the attribute of groupBy: ATTRIBUTE; ask for that, or leave it out.',
    );
  }
  if (!dimension) return 'null::text';
  if (dimension === 'SCORE_BAND') return scoreBand(benchmarks, parameters);
  if (dimension !== 'ATTRIBUTE') return COLUMNS[dimension];
  if (!path)
    throw new CallerError(
      'BAD_USER_INPUT',
      'groupBy: ATTRIBUTE needs groupByPath, such as "title" or "account.industry".',
    );
  return attributeAtEntry(`$${parameters.push(path)}::text`, path.startsWith('account.'));
}

function scoreBand(benchmarks: Benchmarks, parameters: unknown[]): string {
  const cases = (benchmarks.scoreBands ?? []).map(({ key, atLeast }) => {
    const name = `$${parameters.push(key)}::text`;
    return `when ${atLeast === undefined ? 'f.score is not null' : `f.score >= $${parameters.push(atLeast)}::float8`} then ${name}`;
  });
  return cases.length === 0 ? 'null::text' : `case ${cases.join(' ')} end`;
}

function attributeAtEntry(path: string, ofAccount: boolean): string {
  const facts = (whose: string) => `select body -> ${path} as value from facts
    where ${whose} and kind = 'attributes' and body ? ${path} and occurred_at <= f.entered_at and retracted_at is null ${NEWEST}`;
  if (!ofAccount) return `(select value #>> '{}' from (${facts('lead_id = f.lead_id')}) newest)`;
  const account = `(select body ->> 'account' from facts where lead_id = f.lead_id and kind = 'membership'
    and occurred_at <= f.entered_at and retracted_at is null ${NEWEST})`;
  return `(select value #>> '{}' from (${facts(`account_id = ${account}`)}) newest)`;
}
