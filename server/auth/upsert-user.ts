import { suggestWord } from '../../core/definitions/suggest-word.js';
import type { TeamKey } from '../../core/definitions/tree.js';
import { recordAudit } from '../audit/record-audit.js';
import { recordAudits } from '../audit/record-audits.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { checkDisplayName } from './check-display-name.js';
import { normalEmail } from './normal-email.js';
import type { Role } from './principal.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';

/** Who, by e-mail address; what is left out stays as it is (new: active, no limit), null empties. */
export interface UpsertUserInput {
  email: string;
  displayName: string;
  teams: TeamKey[];
  roles: Role[];
  managerId?: string | null;
  timeZone?: string | null;
  pools?: string[] | null;
  weeklyCapacity?: number | null;
  calendar?: string | null;
  awayUntil?: Date | null;
  /** On GitHub or GitLab, in any case. */
  forgeLogin?: string | null;
  active?: boolean | null;
}

/** What the live definitions name that users can have. */
export interface NamedForUsers {
  calendars: readonly string[];
  pools: readonly string[];
}

/** Creates or changes a user; one who is made inactive loses his tokens for good. Refused: no name, what is no e-mail address, an unknown manager, time zone, calendar or pool (one he is in may stay), a negative capacity, another's name on the forge. */
export async function upsertUser(
  tx: Tx,
  named: NamedForUsers,
  input: UpsertUserInput,
): Promise<{ userErrors: Problem[]; userId: string | null }> {
  const userErrors = [
    ...checkDisplayName(input.displayName),
    ...checkValues(input, named.calendars),
    ...(await checkPools(tx, input, named.pools)),
    ...(await checkManager(tx, input)),
    ...(await checkForgeLogin(tx, input)),
  ];
  if (userErrors.length > 0) return { userErrors, userId: null };
  const given = (key: keyof UpsertUserInput) => input[key] !== undefined;
  const [row] = await tx.query<{ id: string; created: boolean }>(UPSERT, [
    newId('user'),
    input.email,
    input.displayName.trim(),
    [...new Set(input.teams)],
    [...new Set(input.roles)],
    given('managerId'),
    input.managerId ?? null,
    given('timeZone'),
    input.timeZone ?? null,
    given('pools'),
    [...new Set(input.pools ?? [])],
    given('weeklyCapacity'),
    input.weeklyCapacity ?? null,
    given('calendar'),
    input.calendar ?? null,
    given('awayUntil'),
    input.awayUntil ?? null,
    input.active ?? null,
    tx.at,
    given('forgeLogin'),
    input.forgeLogin?.toLowerCase() ?? null,
  ]);
  const { id, created } = row as { id: string; created: boolean };
  const detail = { teams: input.teams, roles: input.roles, ...(input.active === false ? { active: false } : {}) };
  await recordAudit(tx, { action: created ? 'user.created' : 'user.changed', subject: id, detail });
  if (input.active === false) await revokeTokensOf(tx, id);
  return { userErrors: [], userId: id };
}

async function revokeTokensOf(tx: Tx, userId: string): Promise<void> {
  const ended = await tx.query<{ id: string }>(
    'update api_tokens set revoked_at = $2 where user_id = $1 and revoked_at is null returning id',
    [userId, tx.at],
  );
  await recordAudits(
    tx,
    ended.map(({ id }) => ({ action: 'token.revoked', subject: id, detail: { user: userId } })),
  );
}

function checkValues(input: UpsertUserInput, calendars: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  if (normalEmail(input.email) === null) {
    problems.push(
      problem('INVALID', 'email', `'${input.email}' is not an e-mail address.`, 'Write it like anna@example.com.'),
    );
  }
  if (typeof input.timeZone === 'string' && !isTimeZone(input.timeZone)) {
    problems.push(
      problem(
        'INVALID',
        'timeZone',
        `${input.timeZone} is not a time zone.`,
        'Use an IANA name, such as Europe/Berlin.',
      ),
    );
  }
  if (typeof input.weeklyCapacity === 'number' && input.weeklyCapacity < 0) {
    problems.push(problem('INVALID', 'weeklyCapacity', `${input.weeklyCapacity} is below 0.`, 'Null is no limit.'));
  }
  if (typeof input.calendar === 'string' && !calendars.includes(input.calendar)) {
    const known = calendars.length > 0 ? `Known are ${calendars.join(', ')}.` : 'slas.json has none.';
    problems.push(problem('INVALID', 'calendar', `slas.json has no calendar ${input.calendar}.`, known));
  }
  return problems;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Routing never looks into a pool that routing.json does not name; one that it named once may be kept. */
async function checkPools(tx: Tx, { email, pools }: UpsertUserInput, named: readonly string[]): Promise<Problem[]> {
  const unknown = [...new Set(pools ?? [])].filter((pool) => !named.includes(pool));
  if (unknown.length === 0) return [];
  const [user] = await tx.query<{ pools: string[] }>('select pools from users where email = $1', [email]);
  const known = named.length > 0 ? `Known are ${named.join(', ')}.` : 'routing.json has none.';
  return unknown
    .filter((pool) => !user?.pools.includes(pool))
    .map((pool) => {
      const near = suggestWord(pool, [...named]);
      const meant = near ? ` Did you mean '${near}'?` : '';
      return problem('INVALID', 'pools', `routing.json has no pool '${pool.slice(0, 100)}'.${meant}`, known);
    });
}

async function checkManager(tx: Tx, input: UpsertUserInput): Promise<Problem[]> {
  if (input.managerId === null || input.managerId === undefined) return [];
  const chain = await tx.query<{ id: string; email: string }>(MANAGERS, [input.managerId]);
  if (chain.length === 0) return [problem('NOT_FOUND', 'managerId', `There is no user ${input.managerId}.`)];
  if (!chain.some((manager) => manager.email === input.email)) return [];
  return [problem('INVALID', 'managerId', 'Nobody can be a manager of his own manager.')];
}

/** One name on the forge is one person here: else two could sign by one hand. */
async function checkForgeLogin(tx: Tx, { email, forgeLogin }: UpsertUserInput): Promise<Problem[]> {
  if (forgeLogin === null || forgeLogin === undefined) return [];
  if (!/^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9_-])?(?:\[bot\])?$/.test(forgeLogin)) {
    const hint = 'Write it as GitHub or GitLab shows it, without @.';
    return [problem('INVALID', 'forgeLogin', `'${forgeLogin.slice(0, 100)}' is no name on a forge.`, hint)];
  }
  const [other] = await tx.query<{ email: string }>('select email from users where forge_login = $1 and email <> $2', [
    forgeLogin.toLowerCase(),
    email,
  ]);
  if (!other) return [];
  return [
    problem('ALREADY_EXISTS', 'forgeLogin', `${forgeLogin} is ${other.email} already.`, 'Take it from there first.'),
  ];
}

const MANAGERS = `
  with recursive chain as (
    select id, email, manager_id from users where id = $1
    union
    select u.id, u.email, u.manager_id from users u join chain c on u.id = c.manager_id)
  select id, email from chain`;

const UPSERT = `
  insert into users as u (id, email, display_name, teams, roles, manager_id, time_zone, pools, weekly_capacity, calendar,
    away_until, active, created_at, updated_at, forge_login)
  values ($1, $2, $3, $4, $5, $7, $9, $11, $13, $15, $17, coalesce($18, true), $19, $19, $21)
  on conflict (email) do update set display_name = $3, teams = $4, roles = $5,
    manager_id = case when $6 then $7 else u.manager_id end,
    time_zone = case when $8 then $9 else u.time_zone end,
    pools = case when $10 then $11 else u.pools end,
    weekly_capacity = case when $12 then $13 else u.weekly_capacity end,
    calendar = case when $14 then $15 else u.calendar end,
    away_until = case when $16 then $17 else u.away_until end,
    forge_login = case when $20 then $21 else u.forge_login end,
    active = coalesce($18, u.active), updated_at = $19
  returning id, (xmax = 0) as created`;
