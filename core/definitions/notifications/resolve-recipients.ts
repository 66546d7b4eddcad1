import type { TeamKey } from '../lifecycle.js';

/** A person as far as messages ask. */
export interface Addressee {
  id: string;
  teams: readonly TeamKey[];
  managerId: string | null;
  active: boolean;
}

/** Whom an announcement is about: who owns it, and which team owes or owns it. */
export interface Concerned {
  ownerId: string | null;
  team: TeamKey | null;
}

/** One to be told: a user's id, `slack:KEY` or `email:ADDRESS`; or, with `nobody`, why `to` names no one. */
export interface Recipient {
  to: string;
  nobody?: string;
}

/** Turns `owner`, `manager`, `team`, `slack:KEY`, `email:ADDRESS` into who is told, each once, in order; nobody who has left. */
export function resolveRecipients(
  to: readonly string[],
  { ownerId, team }: Concerned,
  people: ReadonlyMap<string, Addressee>,
): Recipient[] {
  const owner = ownerId === null ? undefined : people.get(ownerId);
  const one = (word: string, id: string | null | undefined, none: string): Recipient[] => {
    const person = id == null ? undefined : people.get(id);
    return [person?.active ? { to: person.id } : { to: word, nobody: none }];
  };
  const found = to.flatMap((word): Recipient[] => {
    if (word === 'owner') return one(word, owner?.id, 'there is no owner');
    if (word === 'manager') return one(word, owner?.managerId, 'the owner has no manager');
    if (word !== 'team') return [{ to: word }];
    const members = [...people.values()].filter((person) => person.active && team && person.teams.includes(team));
    return members.length > 0 ? members.map(({ id }) => ({ to: id })) : [{ to: word, nobody: 'nobody is in the team' }];
  });
  const seen = new Set<string>();
  return found.filter(({ to: who }) => !seen.has(who) && seen.add(who));
}
