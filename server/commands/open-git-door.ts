import { join } from 'node:path';
import type { Logger } from 'pino';
import { recordAudit } from '../audit/record-audit.js';
import { ruleFor } from '../auth/permissions/rule-for.js';
import type { Principal } from '../auth/principal.js';
import type { Connection } from '../db/connect.js';
import { transaction } from '../db/transaction.js';
import { findGit } from '../git/http/find-git.js';
import { installHook } from '../git/http/install-hook.js';
import type { Push, Verdict } from '../git/http/push.js';
import { serveBackend } from '../git/http/serve-backend.js';
import type { Mirror } from '../git/keep-mirror.js';
import { judgePush, type PushContext } from '../pulls/judge-push.js';
import type { GitDoor, GitQuestion } from '../serve-git.js';

/** What a pack may weigh, in bytes. */
const MAX_PACK = 5 * 1024 * 1024;

/** Git moves the ref in milliseconds; a client that stalls keeps nobody longer. */
const MOST_TURN_MS = 10_000;

/** What the door for git clients opens on. */
export interface GitDoorParts {
  connection: Connection;
  dataDir: string;
  mirror: Mirror;
  authenticate: (authorization: string) => Promise<Principal | null>;
  propose: PushContext['propose'];
  log: Logger;
}

/** Opens the door for git clients: whoever reads definitions fetches, whoever opens pull requests pushes proposals. */
export async function openGitDoor(parts: GitDoorParts): Promise<GitDoor<Principal>> {
  const { mirror, log } = parts;
  const here = await findGit();
  if (!here) log.warn('there is no git on this machine: /git/scoring-models.git answers 501');
  const hooks = await installHook(join(parts.dataDir, 'git-hooks'));
  return {
    authenticate: (token) => parts.authenticate(`Bearer ${token}`),
    refuse: whyNot,
    serve: here
      ? async (principal, question, request, response) => {
          await mirror.follow();
          const turn = takeTurn(mirror);
          await serveBackend(request, response, {
            gitdir: mirror.gitdir,
            hooks,
            path: question.path,
            query: question.query,
            user: principal.actor,
            maxPack: MAX_PACK,
            judge: async (push) => {
              await turn.begin();
              return judge(parts, principal, question, push);
            },
          }).finally(turn.end);
        }
      : null,
  };
}

function whyNot(principal: Principal, { pushes }: GitQuestion): string | null {
  const may = (field: string) => ruleFor(principal, field) === 'allow';
  if (!may('Query.definitionFile')) return 'This token may not read the definitions.';
  if (pushes && !may('Mutation.openPullRequest')) {
    return 'This token may not propose changes: it needs the role REVOPS or ADMIN.';
  }
  return null;
}

/** From the judgement of a push until git has moved its ref nothing else writes the mirror, or one would undo the other. */
function takeTurn(mirror: Mirror): { begin(): Promise<void>; end(): void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    begin: () =>
      new Promise<void>((began, failed) => {
        mirror
          .alone(async () => {
            began();
            setTimeout(end, MOST_TURN_MS).unref();
            await ended;
          })
          .catch(failed);
      }),
    end,
  };
}

async function judge(
  { connection, mirror, propose, log }: GitDoorParts,
  principal: Principal,
  { url }: GitQuestion,
  push: Push,
): Promise<Verdict> {
  try {
    const verdict = await judgePush({ gitdir: mirror.gitdir, url, principal, propose }, push);
    if (!verdict.accepted) {
      const entry = { action: 'refused.PUSH', subject: null, detail: { refs: push.refs.length } };
      await transaction(connection.pool, principal.actor, (tx) => recordAudit(tx, entry));
    }
    return verdict;
  } catch (error) {
    log.error({ err: error }, 'a push could not be judged');
    throw error;
  }
}
