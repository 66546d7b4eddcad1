import type { Role } from '../../server/auth/principal.js';
import type { Door } from '../helpers/graphql.js';
import { ask } from '../helpers/graphql.js';

/** All roles of the contract. */
export const ROLES: readonly Role[] = ['ADMIN', 'REVOPS', 'MARKETING', 'SALES', 'INTEGRATOR', 'INGEST', 'VIEWER'];

/** A door for each role, by a machine token of that role alone. */
export async function openRoleDoors(admin: Door): Promise<Record<Role, Door>> {
  const doors: Partial<Record<Role, Door>> = {};
  for (const role of ROLES) {
    const answer = await ask<{ createApiToken: { secret: string } }>(
      admin,
      'mutation ($role: Role!) { createApiToken(input: {displayName: "A test", roles: [$role]}) { secret } }',
      { role },
    );
    doors[role] = { url: admin.url, token: answer.data?.createApiToken.secret as string };
  }
  return doors as Record<Role, Door>;
}

/** A door for a person of one team, as which leads can be moved. */
export async function openPersonsDoor(admin: Door, team: 'MARKETING' | 'SALES' | 'REVOPS'): Promise<Door> {
  const user = await ask<{ upsertUser: { user: { id: string } } }>(
    admin,
    `mutation ($email: EmailAddress!, $team: Team!, $role: Role!) {
      upsertUser(input: {email: $email, displayName: "A person", teams: [$team], roles: [$role]}) { user { id } } }`,
    { email: `${team}@people.example`, team, role: team },
  );
  const token = await ask<{ createApiToken: { secret: string } }>(
    admin,
    'mutation ($id: ID!, $role: Role!) { createApiToken(input: {displayName: "Laptop", userId: $id, roles: [$role]}) { secret } }',
    { id: user.data?.upsertUser.user.id, role: team },
  );
  return { url: admin.url, token: token.data?.createApiToken.secret as string };
}
