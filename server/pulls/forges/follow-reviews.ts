import { ruleFor } from '../../auth/permissions/rule-for.js';
import type { Principal } from '../../auth/principal.js';
import type { Db } from '../../db/database.js';
import { readMain } from '../../releases/read-main.js';
import { findBase } from '../find-base.js';
import type { Pulls } from '../open-pulls.js';
import type { PullOutcome } from '../pull-outcome.js';
import { findPull, type PullRow } from '../pull-row.js';
import { reviewPullRequest } from '../review-pull-request.js';
import { withdrawReview } from '../withdraw-review.js';
import { cleanText } from './clean-words.js';
import { findForgePeople } from './find-forge-people.js';
import type { ForgeReview } from './forge.js';

/**
 * Takes over what people said of a pull request on the forge, each word once: an approval signs the effect that the commit
 * its author looked at had then, if that is the present one; whoever asks for changes blocks; a dismissed word is
 * withdrawn. What does not count (nobody here has that name, an author of the change, another effect) is left out.
 */
export async function followReviews(pulls: Pulls, number: number, reviews: readonly ForgeReview[]): Promise<void> {
  const { db } = pulls;
  const people = await findForgePeople(
    db,
    reviews.map((review) => review.login),
  );
  for (const review of reviews) {
    const person = people.get(review.login.toLowerCase());
    const pull = await findPull(db, number);
    if (!person || !pull || (pull.state === 'MERGED' && !pull.emergency)) continue;
    const effect = (await pulls.trees.merging(db, pull)).effect;
    const known = `${review.id} ${review.verdict}`;
    const tried = `${known} ${person.actor} ${[...person.teams].sort()} ${[...person.roles].sort()} ${effect}`;
    const said = await db.query('select 1 from forge_reviews where id = any($1)', [[known, tried]]);
    if (said.length > 0) continue;
    if (review.verdict === 'APPROVED' && (await effectThen(pulls, pull, review)) !== effect) continue;
    const outcome = await say(pulls, person, pull, review, effect);
    const refused = outcome.userErrors.map((error) => error.message).join(' ');
    const kept = refused === '' ? { id: known, outcome: 'taken' } : { id: tried, outcome: refused };
    await keepOutcome(db, number, person.actor, kept);
  }
  await withdrawGone(pulls, number, reviews);
}

/** GitLab keeps no word of an approval that was revoked: it is just no longer there. */
async function withdrawGone(pulls: Pulls, number: number, reviews: readonly ForgeReview[]): Promise<void> {
  const taken = await pulls.db.query<{ id: string; person: string; login: string }>(
    `select split_part(r.id, ' ', 1) as id, r.person, u.forge_login as login
     from forge_reviews r join users u on u.id = r.person
     where r.number = $1 and r.outcome = 'taken' and split_part(r.id, ' ', 2) <> 'DISMISSED'
       and not exists (select 1 from forge_reviews d where d.id = split_part(r.id, ' ', 1) || ' DISMISSED')`,
    [number],
  );
  const standing = new Set(reviews.map((review) => review.id));
  for (const { id, person, login } of taken) {
    const speaks = reviews.some((review) => review.login.toLowerCase() === login);
    const someone = (await findForgePeople(pulls.db, [login])).get(login);
    if (standing.has(id) || !someone) continue;
    const { userErrors } = speaks ? { userErrors: [] } : await withdrawReview(pulls, someone, number);
    const outcome = userErrors.map((error) => error.message).join(' ') || 'taken';
    await keepOutcome(pulls.db, number, person, { id: `${id} DISMISSED`, outcome });
  }
}

/** What merging the commit that was looked at would have changed then; null where it is not known here. */
async function effectThen(pulls: Pulls, pull: PullRow, { head, at }: ForgeReview): Promise<string | null> {
  const { db, trees } = pulls;
  if (pull.state === 'MERGED') return head === pull.head ? pull.effect : null;
  const [known] = await db.query(`select 1 from git_objects where oid = $1 and type = 'commit'`, [head]);
  if (!known) return null;
  const base = head === pull.head ? pull.base : (await findBase(db, head)).base;
  if (base === null) return null;
  const { conflicts, effect } = await trees.mergingOnto(db, await mainAt(db, at), { base, head });
  return conflicts.length > 0 ? null : effect;
}

/** Our main at an instant of the forge's clock. */
async function mainAt(db: Db, at: Date): Promise<string> {
  const [merged] = await db.query<{ oid: string }>(
    `select merge_commit as oid from pull_requests where merged_at <= $1 order by merged_at desc limit 1`,
    [at],
  );
  const [later] = await db.query<{ oid: string | null }>(
    `select merged_onto as oid from pull_requests where merged_at > $1 order by merged_at limit 1`,
    [at],
  );
  return merged?.oid ?? later?.oid ?? readMain(db);
}

function say(
  pulls: Pulls,
  person: Principal,
  { number }: PullRow,
  { verdict, body }: ForgeReview,
  effect: string,
): Promise<PullOutcome> {
  if (verdict === 'DISMISSED') return withdrawReview(pulls, person, number);
  if (ruleFor(person, 'Mutation.reviewPullRequest') !== 'allow') {
    const message = 'The roles of this person do not let him review.';
    return Promise.resolve({
      userErrors: [{ code: 'FORBIDDEN', field: null, message, hint: null }],
      number,
      release: null,
    });
  }
  const input = { number, verdict, expectedEffect: effect, body: cleanText(body) || null };
  return reviewPullRequest(pulls, person, input);
}

async function keepOutcome(
  db: Db,
  number: number,
  person: string,
  { id, outcome }: { id: string; outcome: string },
): Promise<void> {
  await db.query(
    `insert into forge_reviews (id, number, person, outcome, said_at) values ($1, $2, $3, $4, clock_timestamp())
     on conflict (id) do nothing`,
    [id, number, person, outcome],
  );
}
