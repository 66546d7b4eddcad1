import type { Connection } from '../connection.js';
import { refuseUserErrors, USER_ERRORS, type UserError } from '../user-errors.js';

/** What is printed of a pull request after it was changed. */
export interface ChangedPull {
  number: number;
  title: string;
  state: string;
  branch: string;
  head: string;
  mergeCommit: string | null;
}

/** What a mutation answers. */
export interface Changed {
  pullRequest: ChangedPull | null;
  promotion: { release: number } | null;
}

/** Runs a mutation about a pull request. @throws CliError with what the server said is wrong */
export async function changePull(
  connection: Connection,
  mutation: { name: string; type: string; input: unknown; argument?: string },
): Promise<Changed> {
  const { name, type, input, argument = 'input' } = mutation;
  const answer = await connection.request<{ [name: string]: Changed & { userErrors: UserError[] } }>(
    `mutation Change($input: ${type}) {
      ${name}(${argument}: $input) {
        pullRequest { number title state branch head mergeCommit } promotion { release } ${USER_ERRORS}
      }
    }`,
    { input },
  );
  const { userErrors, pullRequest, promotion } = answer[name] as Changed & { userErrors: UserError[] };
  refuseUserErrors(userErrors);
  return { pullRequest, promotion };
}

/** A change in a line: `#12 Raise the bar (open)`. */
export function describeChanged({ pullRequest, promotion }: Changed): string {
  if (!pullRequest) return 'Nothing came of it.';
  const { number, title, state } = pullRequest;
  return `#${number} ${title} (${state.toLowerCase()}${promotion ? `, in force as release ${promotion.release}` : ''})`;
}
