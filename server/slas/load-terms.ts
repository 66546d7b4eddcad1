import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import type { Releases } from '../releases/open-releases.js';
import { termsOf } from './terms-of.js';

/** Answers the terms by which each of these clocks is judged: those of the release that started it. */
export async function loadTerms(
  releases: Pick<Releases, 'at'>,
  clocks: readonly Pick<SlaClock, 'release'>[],
): Promise<(clock: Pick<SlaClock, 'release' | 'policy'>) => SlaTerms | undefined> {
  const numbers = [...new Set(clocks.map((clock) => clock.release))];
  const found = new Map(
    await Promise.all(numbers.map(async (number) => [number, termsOf(await releases.at(number))] as const)),
  );
  return ({ release, policy }) => found.get(release)?.get(policy);
}
