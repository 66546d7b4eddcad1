import { checkTree } from '../../../core/definitions/check.js';
import type { Principal, Role } from '../../../server/auth/principal.js';
import type { Connection } from '../../../server/db/connect.js';
import { newId } from '../../../server/db/new-id.js';
import { openMoveCounter } from '../../../server/leads/rescore/open-move-counter.js';
import { listUnchecked, settleChecks } from '../../../server/pulls/checks/settle-checks.js';
import { openPulls, type Pulls } from '../../../server/pulls/open-pulls.js';
import { findPull, type PullRow } from '../../../server/pulls/pull-row.js';
import { importFirstRelease } from '../../../server/releases/import-first-release.js';
import { openReleases } from '../../../server/releases/open-releases.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';

export const PEPPER = 'a pepper';

type Team = Principal['teams'][number];

/** Pull requests on the starter definitions, judged in this process; checks run when told. */
export interface TestPulls {
  pulls: Pulls;
  files: Record<string, string>;
  /** Makes a user of these teams and says who acts as him. */
  person(name: string, teams: Team[], roles?: Role[]): Promise<Principal>;
  /** Runs all checks that wait. */
  settle(): Promise<void>;
  find(number: number | null): Promise<PullRow>;
  effect(number: number | null): Promise<string>;
  close(): Promise<void>;
}

/** Imports the starter definitions, changed by `change`, and opens pull requests on them. */
export async function openTestPulls(
  connection: Connection,
  change: (files: Record<string, string>) => void = () => undefined,
): Promise<TestPulls> {
  const { db, pool } = connection;
  const files = await readDefinitionsFolder('scoring-models');
  change(files);
  const problems = await importFirstRelease(pool, PEPPER, files);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const releases = await openReleases(db, () => undefined);
  const judge: Pulls['judge'] = async (tree, options) => checkTree(tree, options).problems;
  const pulls = openPulls({
    pool,
    db,
    releases,
    pepper: PEPPER,
    publicUrl: () => 'https://accord.example',
    emergencyMs: 3_600_000,
    judge,
    countMoves: openMoveCounter({ db, url: connection.url, releases }),
    backtests: false,
    afterCommit: () => undefined,
  });
  const find = async (number: number | null) => {
    const pull = await findPull(db, number ?? 0);
    if (!pull) throw new Error(`there is no pull request ${number}`);
    return pull;
  };
  return {
    pulls,
    files,
    find,
    async person(name, teams, roles = ['REVOPS']) {
      const id = newId('user');
      await db.query(
        `insert into users (id, email, display_name, teams, roles, pools, active, created_at, updated_at)
         values ($1, $2, $3, $4, $5, '{}', true, now(), now())`,
        [id, `${id}@example.com`, name, teams, roles],
      );
      return { actor: id, kind: 'person', tokenId: null, userId: id, displayName: name, roles, teams, mover: 'person' };
    },
    async settle() {
      for (const number of await listUnchecked(db)) await settleChecks(pulls, number);
    },
    async effect(number) {
      return (await pulls.trees.merging(db, await find(number))).effect;
    },
    async close() {
      releases.stop();
    },
  };
}

/** Who proposes, and one of each side to sign. */
export async function signers(test: TestPulls): Promise<Record<'author' | 'marketing' | 'sales', Principal>> {
  return {
    author: await test.person('Ann Author', ['revops']),
    marketing: await test.person('Mia', ['marketing'], ['MARKETING']),
    sales: await test.person('Sal', ['sales'], ['SALES']),
  };
}

/** A text with one part replaced, which must be there. */
export function replaceIn(text: string | undefined, from: string, to: string): string {
  if (!text?.includes(from)) throw new Error(`'${from}' is not in the text`);
  return text.replace(from, to);
}
