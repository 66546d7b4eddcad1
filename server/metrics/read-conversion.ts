import type { Db } from '../db/database.js';
import { CallerError } from '../errors.js';
import type { Release } from '../releases/release.js';
import type { ConversionInput } from './metrics-input.js';
import type { Conversion } from './metrics-result.js';
import { readFunnel } from './read-funnel.js';

/** The rate from one stage to another: the funnel of these two. Throws BAD_USER_INPUT as that does. */
export async function readConversion(db: Db, release: Release, input: ConversionInput): Promise<Conversion> {
  const { from, to, ...rest } = input;
  if (from === to)
    throw new CallerError(
      'BAD_USER_INPUT',
      `A conversion leads from one stage to another, not from '${from}' to itself.`,
    );
  const funnel = await readFunnel(db, release, { ...rest, stages: [from, to] });
  const step = funnel.steps[0];
  return {
    from,
    to,
    entered: step?.entered ?? 0,
    converted: step?.reachedNext ?? 0,
    rate: step?.conversion ?? null,
    medianSeconds: step?.medianSeconds ?? null,
    denominator: input.denominator ?? 'ENTERED',
    asOf: funnel.asOf,
    reading: step?.reading ?? null,
  };
}
