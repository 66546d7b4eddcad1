import { listWords } from '../agreement/list-words.js';
import type { ChangeLevel } from '../diff/definition-change.js';
import type { TeamKey } from '../lifecycle.js';
import { type Asked, TEAMS } from './asked-slots.js';
import { fillSlots } from './fill-slots.js';
import type { ReviewRecord, Signer } from './review-record.js';
import { standingReviews } from './standing-reviews.js';
import { stillStands } from './still-stands.js';

/** What one team is asked for and gave; of one of several teams each has a row, all satisfied once one of them signed. */
export interface SignOff {
  team: TeamKey;
  required: number;
  given: number;
  satisfied: boolean;
  /** User ids. */
  by: string[];
  because: string[];
}

/** Who signed, who must still, and what stands in the way, in sentences. */
export interface SignOffDecision {
  signOffs: SignOff[];
  blockers: string[];
  ready: boolean;
}

/** Who has a say, and what was said. */
export interface Reviewing {
  /** The present effect; an approval of another one does not count. */
  effect: string;
  /** The class of the proposal as of now: an approval from when it was lower does not count. */
  level?: ChangeLevel;
  /** User ids; the author and contributors sign for nobody. */
  author: string;
  contributors: readonly string[];
  reviews: readonly ReviewRecord[];
  people: readonly Signer[];
}

/** Weighs reviews against what is asked: one person fills one slot, of a team this person is in now. */
export function weighSignOffs({ slots, because }: Asked, reviewing: Reviewing): SignOffDecision {
  const people = new Map(reviewing.people.map((person) => [person.id, person]));
  const standing = standingReviews(reviewing.reviews).filter(({ user }) => people.get(user)?.active);
  const writers = new Set([reviewing.author, ...reviewing.contributors]);
  const approvals = standing
    .filter((one) => one.verdict === 'APPROVED' && stillStands(one, reviewing) && !writers.has(one.user))
    .map(({ user, team }) => ({ user, teams: signsFor(team, people.get(user)?.teams ?? []) }));
  const fits = (slot: number, { teams }: { teams: readonly TeamKey[] }): boolean =>
    (slots[slot] ?? []).some((team) => teams.includes(team));
  const seated = fillSlots(slots.length, approvals, fits);
  const signOffs = TEAMS.flatMap((team) => rowOf(team, slots, seated, because[team]));
  for (const { user, teams } of approvals) {
    const row = signOffs.find(({ team }) => teams.includes(team));
    const isShown = signOffs.some(({ by }) => by.includes(user));
    if (row && !isShown) Object.assign(row, { by: [...row.by, user], given: row.given + 1 });
  }
  const nameOf = (user: string): string => people.get(user)?.name ?? user;
  const blockers = [
    ...standing
      .filter(({ verdict }) => verdict === 'CHANGES_REQUESTED')
      .map(({ user }) => `${nameOf(user)} asks for changes.`),
    ...missing(slots, seated),
  ];
  if (seated.includes(null)) {
    for (const review of standing.filter(({ verdict }) => verdict === 'APPROVED')) {
      const name = nameOf(review.user);
      if (writers.has(review.user)) blockers.push(`${name} wrote this and cannot sign it.`);
      else if (review.effect !== reviewing.effect) blockers.push(`${name} approved another state of it.`);
      else if (!stillStands(review, reviewing)) blockers.push(sayRaised(name, review, reviewing));
    }
  }
  return { signOffs, blockers, ready: blockers.length === 0 };
}

function sayRaised(name: string, { level: then }: ReviewRecord, { level: now }: Reviewing): string {
  return `${name} approved it as ${then}; by what it would have done it is ${now}.`;
}

/** A review for one team counts for that team, where its person is still in it; one for none counts for any. */
function signsFor(team: TeamKey | null, teams: readonly TeamKey[]): readonly TeamKey[] {
  return team === null ? teams : teams.filter((one) => one === team);
}

type Seats = ({ user: string } | null)[];

function rowOf(team: TeamKey, slots: TeamKey[][], seated: Seats, because: string[]): SignOff[] {
  const own = slots.flatMap((slot, index) => (slot.includes(team) ? [index] : []));
  if (own.length === 0) return [];
  const by = own.flatMap((index) => {
    const user = seated[index]?.user;
    return user === undefined ? [] : [user];
  });
  const satisfied = own.every((index) => seated[index] !== null);
  return [{ team, required: own.length, given: by.length, satisfied, by, because }];
}

function missing(slots: TeamKey[][], seated: Seats): string[] {
  const open = slots.filter((_, index) => seated[index] === null).map((slot) => listWords(slot, 'or'));
  return [...new Set(open)].map((teams) => {
    const count = open.filter((one) => one === teams).length;
    return `Needs ${count} more ${count === 1 ? 'sign-off' : 'sign-offs'} of ${teams}.`;
  });
}
