import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from '../cli-error.js';
import { type Connection, openConnection } from '../connection.js';
import { asTable, printResult } from '../output.js';
import { upperList } from '../upper-list.js';
import type { UserError } from '../user-errors.js';
import { refuseUserErrors, USER_ERRORS } from '../user-errors.js';

interface User {
  id: string;
  displayName: string;
  email: string | null;
  teams: string[];
  roles: string[];
  pools: string[];
  active: boolean;
}

const USER = 'id displayName email teams roles pools active';

const ADD = `mutation AddUser($input: UpsertUserInput!) {
  upsertUser(input: $input) { user { ${USER} } ${USER_ERRORS} }
}`;

/** Adds `users list` and `users add`. */
export function registerUsers(program: Command): void {
  const users = program.command('users').description('the people of this installation');
  users
    .command('list', { isDefault: true })
    .description('list them')
    .action(async (_options: object, command: Command) => {
      const { users: found } = await openConnection(command).request<{ users: User[] }>(`{ users { ${USER} } }`);
      printResult(command, found, describeUsers);
    });
  users
    .command('add')
    .description('add a person, or change the one with this e-mail address')
    .requiredOption('--email <address>', 'who it is')
    .requiredOption('--name <name>', 'the name others see')
    .requiredOption('--roles <roles>', 'such as REVOPS or SALES,VIEWER', upperList)
    .option('--teams <teams>', 'such as MARKETING: whom this person signs for', upperList, [])
    .option('--time-zone <zone>', 'such as Europe/Berlin')
    .option('--pools <pools>', 'of routing.json, whose leads come to this person: inbound-sdr', list)
    .option('--manager <address>', 'who is told where this person breaks a promise')
    .option('--capacity <leads>', 'most leads a week', asCount)
    .option('--calendar <key>', 'of slas.json: the working hours of this person')
    .option('--away-until <date>', 'gets no leads before: 2026-12-31, or with a time')
    .option('--forge-login <name>', 'the name on GitHub or GitLab: reviews there count as reviews of this person')
    .option('--inactive', 'end the tokens of this person')
    .action(async (options: AddOptions, command: Command) => {
      const connection = openConnection(command);
      const { upsertUser } = await connection.request<{
        upsertUser: { user: User | null; userErrors: UserError[] };
      }>(ADD, {
        input: {
          email: options.email,
          displayName: options.name,
          roles: options.roles,
          teams: options.teams,
          active: !options.inactive,
          ...(options.timeZone ? { timeZone: options.timeZone } : {}),
          ...(options.pools ? { pools: options.pools } : {}),
          ...(options.manager ? { managerId: await findPerson(connection, options.manager) } : {}),
          ...(options.capacity === undefined ? {} : { weeklyCapacity: options.capacity }),
          ...(options.calendar ? { calendar: options.calendar } : {}),
          ...(options.awayUntil ? { awayUntil: asInstant(options.awayUntil) } : {}),
          ...(options.forgeLogin ? { forgeLogin: options.forgeLogin } : {}),
        },
      });
      refuseUserErrors(upsertUser.userErrors);
      printResult(command, upsertUser.user, (user) => describeUsers(user ? [user] : []));
    });
}

interface AddOptions {
  email: string;
  name: string;
  roles: string[];
  teams: string[];
  timeZone?: string;
  pools?: string[];
  manager?: string;
  capacity?: number;
  calendar?: string;
  awayUntil?: string;
  forgeLogin?: string;
  inactive?: boolean;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function asCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** A day begins at midnight UTC. */
function asInstant(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
}

async function findPerson(connection: Connection, address: string): Promise<string> {
  const { users } = await connection.request<{ users: User[] }>(`{ users { ${USER} } }`);
  const found = users.find(({ email }) => email === address.trim().toLowerCase());
  if (!found) throw new CliError(`There is nobody with the address ${address}: accord users lists who there is.`);
  return found.id;
}

function describeUsers(users: User[]): string {
  return asTable(
    ['ID', 'NAME', 'EMAIL', 'TEAMS', 'ROLES', 'POOLS', 'ACTIVE'],
    users.map((user) => [
      user.id,
      user.displayName,
      user.email,
      user.teams.join(','),
      user.roles.join(','),
      user.pools.join(','),
      user.active ? 'yes' : 'no',
    ]),
    'There is nobody yet: accord users add --email … --name … --roles …',
  );
}
