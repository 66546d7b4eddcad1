import type { Routing } from '../../core/definitions/routing/routing.js';
import type { Principal } from '../auth/principal.js';
import type { Db } from '../db/database.js';
import { checkText } from './check/check-text.js';
import { checkUpsert } from './check/check-upsert.js';
import { givenText } from './check/given-text.js';
import type { LeadFilter } from './filters.js';
import type { LeadRef, Optional } from './inputs.js';
import { listLeads } from './list-leads.js';
import type { Intake } from './open-intake.js';
import { emptyOutcome, type ListedItem, submitBatch, tooMany } from './submit-batch.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/** Leads, named or found, and who shall have them. */
export interface AssignLeadsInput {
  leads?: Optional<LeadRef[]>;
  filter?: Optional<LeadFilter>;
  ownerId?: Optional<string>;
  pool?: Optional<string>;
  note?: Optional<string>;
}

const MOST = 1_000;

/**
 * Gives leads, named or found by a filter, to one person, or deals them in turn among the people of a pool who are
 * there; `note` is kept with each. Each succeeds or fails by itself; more than 1,000 are LIMIT_EXCEEDED and none is given.
 */
export async function assignLeads(
  intake: Intake,
  db: Db,
  principal: Principal,
  input: AssignLeadsInput,
): Promise<WriteOutcome> {
  const note = givenText(input.note);
  const problems = note === null ? [] : checkText(note, ['note'], 10_000);
  if (problems.length > 0) return emptyOutcome(...problems);
  await intake.releases.refresh();
  const owners = await findOwners(intake, db, input);
  if ('problem' in owners) return emptyOutcome(owners.problem);
  if ((input.leads == null) === (input.filter == null)) {
    return emptyOutcome(userError('INVALID', ['leads'], `Give 'leads' or 'filter', and not both.`));
  }
  const found = input.filter
    ? await listLeads(db, { first: MOST, maxPage: MOST, counted: false, filter: input.filter })
    : null;
  if (found?.hasNextPage) {
    const message = `More than ${MOST} leads pass the filter; at most ${MOST} are assigned at once.`;
    return emptyOutcome(userError('LIMIT_EXCEEDED', ['filter'], message, 'Narrow the filter, and assign in turns.'));
  }
  const leads: LeadRef[] = found ? found.nodes.map(({ id }) => ({ id })) : (input.leads ?? []);
  if (leads.length > MOST) return tooMany(leads.length, MOST, 'leads');
  const context = { historical: false, importId: null, operation: 'assignLeads' };
  const { tree } = intake.releases.live();
  const listed = leads.map((lead, index): ListedItem => {
    const ownerId = owners.ids[index % owners.ids.length] as string;
    const checked = checkUpsert(principal, tree, { lead, ownerId }, context);
    if (checked.item) Object.assign(checked.item, { creates: false, note });
    return { list: 'leads', index, checked };
  });
  const outcome = await submitBatch(intake, listed);
  return { ...outcome, userErrors: outcome.userErrors.map(unknownIsUnknown) };
}

/** Nobody is created by being assigned: whoever is not there is not found, whatever the caller may create. */
function unknownIsUnknown(error: UserError): UserError {
  return error.code === 'FORBIDDEN' && error.field?.at(-1) === 'lead'
    ? { ...error, code: 'NOT_FOUND', message: 'There is no such lead.' }
    : error;
}

async function findOwners(
  intake: Intake,
  db: Db,
  { ownerId, pool }: AssignLeadsInput,
): Promise<{ ids: string[] } | { problem: UserError }> {
  if ((ownerId == null) === (pool == null)) {
    return { problem: userError('INVALID', ['ownerId'], `Give 'ownerId' or 'pool', and not both.`) };
  }
  if (ownerId != null) {
    const [user] = await db.query('select 1 from users where id = $1 and active', [ownerId]);
    if (user) return { ids: [ownerId] };
    return { problem: userError('NOT_FOUND', ['ownerId'], `There is no active user '${ownerId}'.`) };
  }
  const { pools } = intake.releases.live().tree.routing as unknown as Routing;
  if (!pools.some((one) => one.key === pool)) {
    const hint = `The pools are: ${pools.map((one) => one.key).join(', ') || 'none'}.`;
    return { problem: userError('NOT_FOUND', ['pool'], `routing.json has no pool '${pool}'.`, hint) };
  }
  const rows = await db.query<{ id: string }>(
    `select id from users where active and $1 = any(pools) and coalesce(away_until <= now(), true)
     order by (select count(*) from leads l where l.owner_id = users.id), id`,
    [pool],
  );
  if (rows.length > 0) return { ids: rows.map((row) => row.id) };
  return { problem: userError('NOT_FOUND', ['pool'], `Nobody of the pool '${pool}' is there now.`) };
}
