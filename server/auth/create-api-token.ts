import type { Tx } from '../db/database.js';
import { checkDisplayName } from './check-display-name.js';
import { createTokenRow } from './create-token-row.js';
import type { Role } from './principal.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';

/** `userId`: a personal token; `agent`: a machine that moves leads as an agent. */
export interface CreateApiTokenInput {
  displayName: string;
  userId?: string | null;
  roles: Role[];
  expiresAt?: Date | null;
  agent?: boolean | null;
}

/** The new token's id and its text, which is nowhere else; or why there is none. */
export interface CreatedApiToken {
  userErrors: Problem[];
  tokenId: string | null;
  secret: string | null;
}

/** Makes a token. Refused: no name, no role, an end in the past, a user who is unknown, inactive or lacks a role, an agent with a user. */
export async function createApiToken(tx: Tx, pepper: string, input: CreateApiTokenInput): Promise<CreatedApiToken> {
  const userErrors = [
    ...checkDisplayName(input.displayName),
    ...checkTerms(input, tx.at),
    ...(await checkUser(tx, input)),
  ];
  if (userErrors.length > 0) return { userErrors, tokenId: null, secret: null };
  const { id, text } = await createTokenRow(tx, pepper, {
    displayName: input.displayName.trim(),
    userId: input.userId ?? null,
    roles: [...new Set(input.roles)],
    expiresAt: input.expiresAt ?? null,
    agent: input.agent ?? false,
  });
  return { userErrors: [], tokenId: id, secret: text };
}

function checkTerms(input: CreateApiTokenInput, now: Date): Problem[] {
  const problems: Problem[] = [];
  if (input.roles.length === 0) problems.push(problem('REQUIRED', 'roles', 'A token without a role could do nothing.'));
  if (input.expiresAt && input.expiresAt <= now) {
    problems.push(
      problem(
        'INVALID',
        'expiresAt',
        `${input.expiresAt.toISOString()} is past.`,
        'Leave it out for a token that does not end by itself.',
      ),
    );
  }
  if (input.agent && input.userId) {
    problems.push(
      problem('INVALID', 'agent', 'A personal token acts as its person, never as an agent.', 'Leave out userId.'),
    );
  }
  return problems;
}

async function checkUser(tx: Tx, input: CreateApiTokenInput): Promise<Problem[]> {
  if (input.userId === null || input.userId === undefined) return [];
  const [user] = await tx.query<{ roles: Role[]; active: boolean; name: string }>(
    'select roles, active, display_name as name from users where id = $1',
    [input.userId],
  );
  if (!user) return [problem('NOT_FOUND', 'userId', `There is no user ${input.userId}.`)];
  if (!user.active)
    return [problem('INVALID', 'userId', `${user.name} is not active.`, 'Set active first (upsertUser).')];
  const missing = input.roles.filter((role) => !user.roles.includes(role));
  if (missing.length === 0) return [];
  const advice =
    user.roles.length > 0 ? `Choose from ${user.roles.join(', ')}.` : 'Give the user a role first (upsertUser).';
  return [problem('INVALID', 'roles', `${user.name} does not have ${missing.join(', ')}.`, advice)];
}
