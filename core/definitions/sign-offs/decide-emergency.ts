import type { TeamKey } from '../lifecycle.js';
import { standingReviews } from './standing-reviews.js';
import type { Reviewing } from './weigh-sign-offs.js';

/** Whether a proposal may be merged in an emergency, and the two whose word it stands on. */
export interface EmergencyDecision {
  ready: boolean;
  by: { user: string; team: TeamKey }[];
  blockers: string[];
}

/**
 * Two people of two different teams must have approved the present effect; one of them, not both, may have written it.
 * Who merges (`merger`: the call names the effect and the reason) has approved. Asked-for changes block here too.
 */
export function decideEmergency(given: Reviewing & { merger: string | null }): EmergencyDecision {
  const people = new Map(given.people.filter(({ active }) => active).map((person) => [person.id, person]));
  const standing = standingReviews(given.reviews).filter(({ user }) => people.has(user));
  const against = standing.filter(({ verdict }) => verdict === 'CHANGES_REQUESTED');
  const words = standing.flatMap(({ user, team, verdict, effect }) => {
    if (verdict !== 'APPROVED' || effect !== given.effect) return [];
    return wordsOf(user, team);
  });
  if (given.merger !== null) words.push(...wordsOf(given.merger, null));
  const writers = new Set([given.author, ...given.contributors]);
  const pair = words
    .flatMap((one) => words.map((other) => [one, other] as const))
    .find(([one, other]) => {
      const bothWrote = writers.has(one.user) && writers.has(other.user);
      return one.user !== other.user && one.team !== other.team && !bothWrote;
    });
  const blockers = against.map(({ user }) => `${people.get(user)?.name ?? user} asks for changes.`);
  if (!pair) {
    blockers.push(
      'An emergency needs the approval of two people of two different teams; the author may be one of them.',
    );
  }
  return { ready: blockers.length === 0, by: pair ? [...pair] : [], blockers };

  function wordsOf(user: string, team: TeamKey | null): { user: string; team: TeamKey }[] {
    const teams = people.get(user)?.teams ?? [];
    return teams.filter((one) => team === null || one === team).map((one) => ({ user, team: one }));
  }
}
