import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { confirmPromotion } from '../releases/confirm-promotion.js';
import { findPromotionOfPull } from '../releases/list-promotions.js';
import { type UserError, userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { checkBody } from './check-texts.js';
import { findPullToChange, notOpen } from './find-pull-to-change.js';
import { findImpacts } from './impact/find-impacts.js';
import { readLevel } from './impact/read-level.js';
import type { ReviewPullRequestInput } from './inputs.js';
import type { Merging } from './merging.js';
import { refuseIf } from './open-pull-request.js';
import type { Pulls } from './open-pulls.js';
import type { PullOutcome } from './pull-outcome.js';
import type { PullRow } from './pull-row.js';
import { readSignOffs, signersOf } from './read-sign-offs.js';
import { recordPull } from './record-pull.js';

/**
 * Says what a person thinks of an effect; an approval signs it. Refused: machines, an effect that is no longer the
 * present one, authors and contributors (but to comment), a team the person is not in. One merged in an emergency can
 * still be signed.
 */
export function reviewPullRequest(
  pulls: Pulls,
  principal: Principal,
  input: ReviewPullRequestInput,
): Promise<PullOutcome> {
  const { number, verdict } = input;
  return actOnPull(pulls, principal, { action: 'pull.reviewed', number }, async (tx) => {
    const { userId } = principal;
    if (principal.kind !== 'person' || userId === null) {
      const hint = 'Use a personal token, or commentOnPullRequest.';
      return refuse([userError('FORBIDDEN', ['verdict'], 'A machine cannot review: people sign.', hint)]);
    }
    refuseIf(checkBody(input.body));
    const pull = await findPullToChange(tx, number);
    if (pull.state === 'CLOSED' || (pull.state === 'MERGED' && !pull.emergency)) throw notOpen(pull);
    const merging = await pulls.trees.merging(tx, pull);
    refuseIf([...checkEffect(input.expectedEffect, merging), ...checkReviewer(principal, pull, input)]);
    refuseIf(await checkImpact(tx, number, input.impactId));
    const { level } = await readLevel(tx, number, merging);
    await tx.query(
      `insert into pull_reviews (id, number, author_id, team, verdict, body, head, effect, submitted_at, impact_id, level)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId('review', tx.at.getTime()),
        number,
        userId,
        input.team ?? null,
        verdict,
        input.body?.trim() || null,
        pull.head,
        merging.effect,
        tx.at,
        input.impactId ?? null,
        level,
      ],
    );
    if (pull.state === 'MERGED') await confirmIfSigned(tx, pull, merging);
    await recordPull(tx, number, 'REVIEWED');
    return { userErrors: [], number, release: null };
  });
}

async function checkImpact(tx: Tx, number: number, impactId: string | null | undefined): Promise<UserError[]> {
  if (impactId === null || impactId === undefined) return [];
  const [impact] = await findImpacts(tx, [impactId]);
  if (impact?.pullRequest === number && impact.state === 'SUCCEEDED') return [];
  const message = `Pull request ${number} has no report ${impactId}.`;
  return [
    userError('INVALID', ['impactId'], message, 'Take the id of `impact` of the pull request, once it is there.'),
  ];
}

/** An emergency whose effect is signed as usual by now stays in force. */
async function confirmIfSigned(tx: Tx, pull: PullRow, merging: Merging): Promise<void> {
  const decision = await readSignOffs(tx, pull, merging);
  if (!decision.ready) return;
  const promotion = await findPromotionOfPull(tx, pull.number);
  if (promotion) await confirmPromotion(tx, promotion.release);
  const signers = JSON.stringify(signersOf(decision));
  await tx.query('update pull_requests set signed_by = $2, emergency = false where number = $1', [
    pull.number,
    signers,
  ]);
}

function refuse(problems: UserError[]): never {
  refuseIf(problems);
  throw new Error('refused without a problem');
}

/** The problem of an effect that is not, or no longer, what merging would do. */
export function checkEffect(expected: string, { effect }: Merging): UserError[] {
  if (expected === effect) return [];
  const message = `Merging would now change something else (${effect}).`;
  return [userError('STALE_VERSION', ['expectedEffect'], message, 'Look at the diff again and decide anew.')];
}

function checkReviewer(principal: Principal, pull: PullRow, { verdict, team }: ReviewPullRequestInput): UserError[] {
  if (team && !principal.teams.includes(team)) {
    return [userError('FORBIDDEN', ['team'], `You are not in the team ${team}.`, `Your teams: ${words(principal)}.`)];
  }
  if (verdict === 'COMMENTED') return [];
  if (principal.actor === pull.author || pull.contributors.includes(principal.actor)) {
    const message = 'Whoever wrote a change signs it for nobody.';
    return [userError('FORBIDDEN', ['verdict'], message, 'Ask somebody else of your team, or send COMMENTED.')];
  }
  if (verdict === 'APPROVED' && principal.teams.length === 0) {
    const hint = 'An administrator puts people into teams: accord users add --teams.';
    return [userError('FORBIDDEN', ['verdict'], 'You are in no team: your approval would sign for nobody.', hint)];
  }
  return [];
}

function words({ teams }: Principal): string {
  return teams.length === 0 ? 'none' : teams.join(', ');
}
