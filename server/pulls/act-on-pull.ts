import type { JsonObject } from '../../core/scoring/facts.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Principal } from '../auth/principal.js';
import { claimOutcome, keepOutcome, type OutcomeKey } from '../db/claim-outcome.js';
import type { Tx } from '../db/database.js';
import { transaction } from '../db/transaction.js';
import { inputHash } from '../leads/check/input-hash.js';
import { type UserError, userError } from '../user-error.js';
import type { Pulls } from './open-pulls.js';
import { type PullOutcome, PullRefused } from './pull-outcome.js';

/** What is done, in words for the audit log, and under which key of idempotency, if any. */
export interface Act {
  /** Such as `pull.merged`; refusals are kept under it too. */
  action: string;
  /** Null: one that is being opened. */
  number: number | null;
  idempotency?: { key: string; operation: string; input: object } | null;
}

/**
 * Runs a mutation in one transaction, with its audit entry: refused (`work` throws PullRefused), nothing is kept but
 * that it was. A repeat under a known key does nothing and is answered as the first was.
 */
export async function actOnPull(
  pulls: Pulls,
  principal: Principal,
  act: Act,
  work: (tx: Tx) => Promise<PullOutcome>,
): Promise<PullOutcome> {
  const key = outcomeKey(principal, act);
  try {
    const outcome = await transaction(pulls.pool, principal.actor, async (tx) => {
      const known = key && (await recall(tx, key));
      if (known) return known;
      const done = await work(tx);
      if (key) await keepOutcome(tx, key, done as unknown as JsonObject);
      await recordAudit(tx, {
        action: act.action,
        subject: subjectOf(done.number ?? act.number),
        detail: detailOf(done),
      });
      return done;
    });
    pulls.afterCommit();
    return outcome;
  } catch (error) {
    if (!(error instanceof PullRefused)) throw error;
    return keepRefusal(pulls, principal, act, key, error.userErrors);
  }
}

function outcomeKey(principal: Principal, { idempotency }: Act): OutcomeKey | null {
  if (!idempotency) return null;
  const { key, operation, input } = idempotency;
  return { principal: principal.actor, key, operation, hash: inputHash(operation, input) };
}

async function recall(tx: Tx, key: OutcomeKey): Promise<PullOutcome | null> {
  const claim = await claimOutcome(tx, key);
  if (claim === 'ours') return null;
  if (claim !== 'conflict') return claim.outcome as unknown as PullOutcome;
  const message = `The idempotencyKey '${key.key}' was used with another input within 7 days.`;
  const hint = 'Use a new key for a new input.';
  return refused(null, [userError('IDEMPOTENCY_CONFLICT', ['idempotencyKey'], message, hint)]);
}

async function keepRefusal(
  pulls: Pulls,
  principal: Principal,
  { action, number }: Act,
  key: OutcomeKey | null,
  userErrors: UserError[],
): Promise<PullOutcome> {
  const outcome = refused(number, userErrors);
  const answer = await transaction(pulls.pool, principal.actor, async (tx) => {
    const known = key && (await recall(tx, key));
    if (known) return known;
    if (key) await keepOutcome(tx, key, outcome as unknown as JsonObject);
    const codes = [...new Set(userErrors.map((error) => error.code))];
    await recordAudit(tx, { action, subject: subjectOf(number), detail: { refused: codes } });
    return outcome;
  });
  pulls.afterCommit();
  return answer;
}

function refused(number: number | null, userErrors: UserError[]): PullOutcome {
  return { userErrors, number, release: null };
}

function subjectOf(number: number | null): string | null {
  return number === null ? null : `pull_${number}`;
}

function detailOf({ release }: PullOutcome): JsonObject {
  return release === null ? {} : { release };
}
