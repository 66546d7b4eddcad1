import { randomUUID } from 'node:crypto';
import type { Principal, Role } from '../../../server/auth/principal.js';
import type { Connection } from '../../../server/db/connect.js';
import { type Intake, openIntake } from '../../../server/leads/open-intake.js';
import { openReleases, type Releases } from '../../../server/releases/open-releases.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';

export interface TestIntake {
  intake: Intake;
  releases: Releases;
  /** Commits so far. */
  commits(): number;
  errors: unknown[];
  close(): Promise<void>;
}

/** Promotes the starter definitions, changed by `change`, in the database and opens an intake on them. */
export async function openTestIntake(
  connection: Connection,
  change: (files: Record<string, string>) => void = () => undefined,
): Promise<TestIntake> {
  const files = await readDefinitionsFolder('scoring-models');
  change(files);
  await connection.db.query(
    `insert into releases (number, commit, previous, kind, promoted_by, promoted_at, reason, pull_request, files)
     values ((select coalesce(max(number), 0) + 1 from releases), $1, null, 'INITIAL', 'system', now(), null, null, $2)`,
    [randomUUID().replaceAll('-', '').padEnd(40, '0'), JSON.stringify(files)],
  );
  const errors: unknown[] = [];
  const releases = await openReleases(connection.db, (error) => errors.push(error));
  let commits = 0;
  const intake = openIntake({
    pool: connection.pool,
    releases,
    afterCommit: () => {
      commits++;
    },
    onError: (error) => errors.push(error),
  });
  return {
    intake,
    releases,
    errors,
    commits: () => commits,
    async close() {
      await intake.close();
      await releases.stop();
    },
  };
}

/** Edits one file of a definitions tree as JSON. */
export function editFile<Shape>(files: Record<string, string>, path: string, edit: (content: Shape) => void): void {
  const content = JSON.parse(files[path] as string) as Shape;
  edit(content);
  files[path] = JSON.stringify(content, null, 2);
}

/** A machine with roles; INTEGRATOR unless told otherwise. */
export function machine(roles: Role[] = ['INTEGRATOR'], actor = 'token_test'): Principal {
  return {
    actor,
    kind: 'machine',
    tokenId: actor,
    userId: null,
    displayName: 'test',
    roles,
    teams: [],
    mover: 'integration',
  };
}

/** A person with roles; the actor is no row of `users` unless the test makes it one. */
export function person(roles: Role[] = ['SALES'], actor = 'user_test'): Principal {
  return {
    actor,
    kind: 'person',
    tokenId: null,
    userId: actor,
    displayName: 'Test',
    roles,
    teams: ['sales'],
    mover: 'person',
  };
}

/** Milliseconds ago, by this machine's clock, which is the database's too. */
export function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}
