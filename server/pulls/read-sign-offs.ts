import type { TeamKey } from '../../core/definitions/lifecycle.js';
import { decideSignOffs } from '../../core/definitions/sign-offs/decide-sign-offs.js';
import type { SignOffDecision } from '../../core/definitions/sign-offs/weigh-sign-offs.js';
import type { Db } from '../db/database.js';
import { readLevel } from './impact/read-level.js';
import type { Merging } from './merging.js';
import type { PullRow } from './pull-row.js';

/** What is known of reviews and of those who gave them, as the deciding functions take it. */
export type SignOffFacts = Pick<Parameters<typeof decideSignOffs>[0], 'reviews' | 'people'>;

/** The reviews of a pull request, and who their authors, its own and `merger` are now. */
export async function readSignOffFacts(db: Db, number: number, merger: string | null = null): Promise<SignOffFacts> {
  const [reviews, people] = await Promise.all([
    db.query<SignOffFacts['reviews'][number]>(
      `select id, author_id as "user", team, verdict, effect, withdrawn_at is not null as withdrawn,
         submitted_at as "at",
         level
       from pull_reviews where number = $1 order by submitted_at, id`,
      [number],
    ),
    db.query<SignOffFacts['people'][number]>(
      `select u.id, u.teams, u.active, u.display_name as name from users u
       where u.id in (select author_id from pull_reviews where number = $1)
          or u.id in (select author from pull_requests where number = $1)
          or u.id in (select unnest(contributors) from pull_requests where number = $1) or u.id = $2`,
      [number, merger],
    ),
  ]);
  return { reviews, people };
}

/** Who must sign what merging would do, at the class it has by evidence, who has, and why; a team taken away counts no more. */
export async function readSignOffs(db: Db, pull: PullRow, merging: Merging): Promise<SignOffDecision> {
  const { before, changes, effect } = merging;
  const facts = await readSignOffFacts(db, pull.number);
  const { level } = await readLevel(db, pull.number, merging);
  const { author, contributors } = pull;
  return decideSignOffs({ base: before, changes, level, effect, author, contributors, ...facts });
}

/** Who signed, one row a person and team. */
export function signersOf({ signOffs }: Pick<SignOffDecision, 'signOffs'>): { user: string; team: TeamKey }[] {
  return signOffs.flatMap(({ team, by }) => by.map((user) => ({ user, team })));
}
