import type { Command } from 'commander';
import { openConnection } from '../connection.js';
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
  active: boolean;
}

const USER = 'id displayName email teams roles active';

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
    .option('--forge-login <name>', 'the name on GitHub or GitLab: reviews there count as reviews of this person')
    .option('--inactive', 'end the tokens of this person')
    .action(async (options: AddOptions, command: Command) => {
      const { upsertUser } = await openConnection(command).request<{
        upsertUser: { user: User | null; userErrors: UserError[] };
      }>(ADD, {
        input: {
          email: options.email,
          displayName: options.name,
          roles: options.roles,
          teams: options.teams,
          active: !options.inactive,
          ...(options.timeZone ? { timeZone: options.timeZone } : {}),
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
  forgeLogin?: string;
  inactive?: boolean;
}

function describeUsers(users: User[]): string {
  return asTable(
    ['ID', 'NAME', 'EMAIL', 'TEAMS', 'ROLES', 'ACTIVE'],
    users.map((user) => [
      user.id,
      user.displayName,
      user.email,
      user.teams.join(','),
      user.roles.join(','),
      user.active ? 'yes' : 'no',
    ]),
    'There is nobody yet: accord users add --email … --name … --roles …',
  );
}
