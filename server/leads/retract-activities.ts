import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import type { Principal } from '../auth/principal.js';
import type { Db } from '../db/database.js';
import { transaction } from '../db/transaction.js';
import { checkText } from './check/check-text.js';
import type { Optional } from './inputs.js';
import type { Intake } from './open-intake.js';
import { findMissing } from './retract/find-missing.js';
import type { Owners } from './retract/lock-owners.js';
import { retractFacts } from './retract/retract-facts.js';
import { type Retractable, retractableFacts } from './retract/retractable.js';
import { tooMany } from './submit-batch.js';
import { type UserError, userError } from './user-error.js';

/** Which facts are to be taken back, and why. */
export interface RetractInput {
  source: string;
  messageIds?: Optional<string[]>;
  importId?: Optional<string>;
  reason: string;
}

/** How many facts no longer count because of this call, and what was wrong. */
export interface RetractOutcome {
  userErrors: UserError[];
  retracted: number;
}

/** Leads, or accounts, of one transaction. */
const BATCH = 100;

/**
 * Takes back activities by source and messageIds, or whole imports: they count at no instant any more, and all leads
 * they were of are judged anew; announced crossings stay. ADMIN any, others only what they wrote themselves. Leads are
 * done in batches, each by itself: after a failure the same call goes on. Retracted facts are no error and not counted.
 */
export async function retractActivities(
  { db, pool, intake }: { db: Db; pool: pg.Pool; intake: Intake },
  principal: Principal,
  input: RetractInput,
): Promise<RetractOutcome> {
  const actor = principal.roles.includes('ADMIN') ? null : principal.actor;
  const read = readInput(input, intake.maxBatch, actor);
  const userErrors = 'problems' in read ? read.problems : await findMissing(db, read.what, input.source);
  if ('problems' in read || userErrors.some(({ field }) => field?.length === 1)) return { userErrors, retracted: 0 };
  const { what } = read;
  const noted = new Set<string>();
  let retracted = 0;
  for (;;) {
    const batches = await listBatches(db, what);
    const before = retracted;
    for (const owners of batches) {
      const done = await transaction(pool, principal.actor, (tx) =>
        retractFacts(tx, intake.releases, what, { owners, reason: input.reason, noted }),
      );
      intake.afterCommit();
      retracted += done.retracted;
      for (const id of done.leadIds) noted.add(id);
      await breathe();
    }
    if (retracted === before) return { userErrors, retracted };
  }
}

function readInput(
  { source, messageIds, importId, reason }: RetractInput,
  limit: number,
  actor: string | null,
): { what: Retractable } | { problems: UserError[] } {
  if (reason.trim() === '') {
    return { problems: [userError('REQUIRED', ['reason'], 'Say why: it is kept with every lead concerned.')] };
  }
  if (messageIds != null && importId != null) {
    const message = `Give 'messageIds' or 'importId', and not both.`;
    return { problems: [userError('INVALID', ['importId'], message)] };
  }
  const problems = [...checkText(reason, ['reason'], 10_000), ...checkText(source, ['source'], 255)];
  if (importId != null) {
    problems.push(...checkText(importId, ['importId'], 255));
    return problems.length > 0 ? { problems } : { what: { importId, actor } };
  }
  if (!messageIds?.length) {
    const message = `Nothing was named: give 'messageIds' or an 'importId'.`;
    return { problems: [userError('REQUIRED', ['messageIds'], message)] };
  }
  if (messageIds.length > limit) return { problems: tooMany(messageIds.length, limit, 'messageIds').userErrors };
  for (const [index, id] of messageIds.entries()) problems.push(...checkText(id, ['messageIds', `${index}`], 255));
  return problems.length > 0 ? { problems } : { what: { source, messageIds, actor } };
}

/** The leads and accounts that still have such facts, in id order, in batches. */
async function listBatches(db: Db, what: Retractable): Promise<Owners[]> {
  const { where, parameters } = retractableFacts(what);
  const rows = await db.query<{ leadId: string | null; accountId: string }>(
    `select distinct f.lead_id as "leadId", case when f.lead_id is null then f.account_id end as "accountId"
     from facts f where ${where} and f.retracted_at is null order by 1, 2`,
    parameters,
  );
  const leadIds = rows.flatMap((row) => row.leadId ?? []);
  const accountIds = rows.flatMap((row) => (row.leadId === null ? row.accountId : []));
  return [
    ...slices(leadIds).map((ids) => ({ leadIds: ids, accountIds: [] })),
    ...slices(accountIds).map((ids) => ({ leadIds: [], accountIds: ids })),
  ];
}

function slices(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => ids.slice(at * BATCH, (at + 1) * BATCH));
}
