import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { openConnection } from '../connection.js';
import { asTable, printResult } from '../output.js';
import { upperList } from '../upper-list.js';
import type { UserError } from '../user-errors.js';
import { refuseUserErrors, USER_ERRORS } from '../user-errors.js';

interface Token {
  id: string;
  displayName: string;
  user: { displayName: string } | null;
  roles: string[];
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

const TOKEN = 'id displayName user { displayName } roles prefix createdAt expiresAt revokedAt';

const CREATE = `mutation CreateToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { secret apiToken { ${TOKEN} } ${USER_ERRORS} }
}`;

const ROTATE = `mutation RotateToken($id: ID!, $grace: Int!) {
  rotateApiToken(id: $id, graceSeconds: $grace) { secret apiToken { ${TOKEN} } ${USER_ERRORS} }
}`;

const REVOKE = `mutation RevokeToken($id: ID!) {
  revokeApiToken(id: $id) { apiToken { ${TOKEN} } ${USER_ERRORS} }
}`;

interface Payload {
  apiToken: Token | null;
  secret?: string | null;
  userErrors: UserError[];
}

/** Adds `tokens list`, `tokens create`, `tokens rotate` and `tokens revoke`. */
export function registerTokens(program: Command): void {
  const tokens = program.command('tokens').description('the tokens of this installation');
  tokens
    .command('list', { isDefault: true })
    .description('list them, without their secrets')
    .action(async (_options: object, command: Command) => {
      const { apiTokens } = await openConnection(command).request<{ apiTokens: Token[] }>(`{ apiTokens { ${TOKEN} } }`);
      printResult(command, apiTokens, describeTokens);
    });
  tokens
    .command('create')
    .description('make a token and print its secret, which is shown only now')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--roles <roles>', 'such as INTEGRATOR or SALES,VIEWER', upperList)
    .option('--user <id>', 'make it personal: it acts and signs as this person; without, a machine, which never signs')
    .option('--agent', 'a machine that moves leads as an agent, not as an integration')
    .option('--expires-at <instant>', 'such as 2027-01-31T00:00:00Z')
    .action(async (options: CreateOptions, command: Command) => {
      const input = {
        displayName: options.name,
        roles: options.roles,
        ...(options.user ? { userId: options.user } : {}),
        ...(options.agent ? { agent: true } : {}),
        ...(options.expiresAt ? { expiresAt: options.expiresAt } : {}),
      };
      const { createApiToken } = await openConnection(command).request<{ createApiToken: Payload }>(CREATE, { input });
      refuseUserErrors(createApiToken.userErrors);
      const { secret, apiToken } = createApiToken;
      printResult(command, { secret, apiToken }, () => `${secret}`);
    });
  tokens
    .command('rotate <id>')
    .description('replace a token by a new one with the same rights and print its secret, which is shown only now')
    .option('--grace <seconds>', 'how long the old one still works', readSeconds, 0)
    .action(async (id: string, { grace }: { grace: number }, command: Command) => {
      const { rotateApiToken } = await openConnection(command).request<{ rotateApiToken: Payload }>(ROTATE, {
        id,
        grace,
      });
      refuseUserErrors(rotateApiToken.userErrors);
      const { secret, apiToken } = rotateApiToken;
      printResult(command, { secret, apiToken }, () => `${secret}`);
    });
  tokens
    .command('revoke <id>')
    .description('end a token, on open sockets too')
    .action(async (id: string, _options: object, command: Command) => {
      const { revokeApiToken } = await openConnection(command).request<{ revokeApiToken: Payload }>(REVOKE, { id });
      refuseUserErrors(revokeApiToken.userErrors);
      printResult(command, revokeApiToken.apiToken, (token) => describeTokens(token ? [token] : []));
    });
}

function readSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is a whole number of seconds.');
  return Number(text);
}

interface CreateOptions {
  agent?: boolean;
  name: string;
  roles: string[];
  user?: string;
  expiresAt?: string;
}

function describeTokens(tokens: Token[]): string {
  return asTable(
    ['ID', 'NAME', 'BEGINS', 'FOR', 'ROLES', 'CREATED', 'ENDS'],
    tokens.map((token) => [
      token.id,
      token.displayName,
      token.prefix,
      token.user?.displayName ?? 'machine',
      token.roles.join(','),
      token.createdAt,
      token.revokedAt ? `revoked ${token.revokedAt}` : token.expiresAt,
    ]),
    'There are no tokens.',
  );
}
