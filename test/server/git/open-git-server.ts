import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import pino from 'pino';
import type { Principal, Role } from '../../../server/auth/principal.js';
import { openGitDoor } from '../../../server/commands/open-git-door.js';
import { transaction } from '../../../server/db/transaction.js';
import { keepMirror, type Mirror } from '../../../server/git/keep-mirror.js';
import { moveRef } from '../../../server/git/move-ref.js';
import { saveObjects } from '../../../server/git/save-objects.js';
import type { PushContext } from '../../../server/pulls/judge-push.js';
import type { ProposedCommit } from '../../../server/pulls/propose-commit.js';
import { importFirstRelease } from '../../../server/releases/import-first-release.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';
import { serveGit } from '../../../server/serve-git.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { person } from '../leads/open-test-intake.js';

/** The door for git clients alone, on a database of its own; pushes are taken into rows without a pull request. */
export interface GitServer {
  database: TestDatabase;
  mirror: Mirror;
  folder: string;
  /** With a token of this role as password. */
  urlFor(role: Role): string;
  url: string;
  taken: ProposedCommit[];
  close(): Promise<void>;
}

/** Opens it with the starter definitions as main; `propose` replaces what takes a push. */
export async function openGitServer(propose?: PushContext['propose']): Promise<GitServer> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'accord-git-'));
  await importFirstRelease(database.pool, 'a pepper', await readDefinitionsFolder('scoring-models'));
  const mirror = keepMirror(join(folder, 'scoring-models.git'), database.db, () => undefined);
  const taken: ProposedCommit[] = [];

  async function take(principal: Principal, pushed: ProposedCommit) {
    const name = `refs/heads/${pushed.branch}`;
    const moved = await transaction(database.pool, principal.actor, async (tx) => {
      await saveObjects(tx, pushed.objects);
      return moveRef(tx, { name, expected: pushed.expected, oid: pushed.commit });
    });
    if (moved) taken.push(pushed);
    const conflict = { code: 'CONFLICT' as const, field: null, message: 'It moved meanwhile.', hint: 'Fetch again.' };
    return { userErrors: moved ? [] : [conflict], number: taken.length };
  }

  const app = fastify();
  const door = await openGitDoor({
    connection: database,
    dataDir: folder,
    mirror,
    authenticate: async (header) => {
      const role = /^Bearer acc_(\w+)$/.exec(header)?.[1];
      return role ? person([role as Role], `user_${role}`) : null;
    },
    propose: propose ?? take,
    log: pino({ level: 'silent' }),
  });
  await serveGit(app, door);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `${address}/git/scoring-models.git`;
  return {
    database,
    mirror,
    folder,
    url,
    taken,
    urlFor: (role) => url.replace('://', `://me:acc_${role}@`),
    async close() {
      await app.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
