import type { TeamKey } from '../../core/definitions/tree.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { createTokenRow } from './create-token-row.js';
import type { Role } from './principal.js';
import { revokeApiToken } from './revoke-api-token.js';

/** A way in to try things out with: who it is, and the token to print. */
export interface DemoAccess {
  title: string;
  token: string;
}

const PEOPLE: readonly { title: string; email: string; team: TeamKey; roles: Role[] }[] = [
  { title: 'Revops Author', email: 'revops@demo.invalid', team: 'revops', roles: ['REVOPS'] },
  { title: 'Marketing Lead', email: 'marketing@demo.invalid', team: 'marketing', roles: ['MARKETING'] },
  { title: 'Sales Lead', email: 'sales@demo.invalid', team: 'sales', roles: ['SALES'] },
];

/** The starter routing's pools; marketing and RevOps take no leads. */
const POOLS: Readonly<Record<TeamKey, string[]>> = {
  marketing: [],
  revops: [],
  sales: ['inbound-sdr', 'enterprise-ae'],
};

/** Reps who take leads and do not sign in. */
const REPS: typeof PEOPLE = [
  { title: 'Inbound Rep', email: 'inbound@demo.invalid', team: 'sales', roles: ['SALES'] },
  { title: 'Enterprise Rep', email: 'enterprise@demo.invalid', team: 'sales', roles: ['SALES'] },
];

/**
 * Three people who can sign together, each with a personal token, and an admin token; two reps who take leads. People
 * who are there already get new tokens; with `alone` the earlier ones are revoked, else they go on working: another
 * process has printed them.
 */
export async function createDemoPeople(tx: Tx, pepper: string, alone: boolean): Promise<DemoAccess[]> {
  if (alone) await revokeEarlier(tx);
  const access: DemoAccess[] = [];
  for (const rep of REPS) await upsertPerson(tx, rep);
  for (const person of PEOPLE) {
    const userId = await upsertPerson(tx, person);
    const token = await createTokenRow(tx, pepper, {
      displayName: demoName(person.title),
      userId,
      roles: person.roles,
      expiresAt: null,
      agent: false,
    });
    access.push({ title: person.title, token: token.text });
  }
  const admin = await createTokenRow(tx, pepper, {
    displayName: demoName('Administrator'),
    userId: null,
    roles: ['ADMIN'],
    expiresAt: null,
    agent: false,
  });
  return [...access, { title: 'Administrator', token: admin.text }];
}

async function revokeEarlier(tx: Tx): Promise<void> {
  const names = [...PEOPLE.map((person) => demoName(person.title)), demoName('Administrator')];
  const earlier = await tx.query<{ id: string }>(
    `select id from api_tokens where display_name = any($1) and created_by = 'system' and revoked_at is null order by id`,
    [names],
  );
  for (const { id } of earlier) await revokeApiToken(tx, id);
}

function demoName(title: string): string {
  return `${title} (demo)`;
}

async function upsertPerson(tx: Tx, person: (typeof PEOPLE)[number]): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into users (id, email, display_name, teams, roles, time_zone, pools, active, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 'UTC', $7, true, $6, $6)
     on conflict (email) do update set active = true
     returning id`,
    [newId('user'), person.email, person.title, [person.team], person.roles, tx.at, POOLS[person.team]],
  );
  const { id } = row as { id: string };
  await recordAudit(tx, { action: 'user.created', subject: id, detail: { teams: [person.team], roles: person.roles } });
  return id;
}
