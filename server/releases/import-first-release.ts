import type pg from 'pg';
import { checkTree } from '../../core/definitions/check.js';
import type { DefinitionsTree, Files, Problem } from '../../core/definitions/tree.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { transaction } from '../db/transaction.js';
import { commitObject } from '../git/commit-object.js';
import { moveRef } from '../git/move-ref.js';
import { openSigningKey, PLATFORM, type SigningKey } from '../git/open-signing-key.js';
import { readCommits } from '../git/read-commits.js';
import { ALLOWED_SIGNERS } from '../git/read-files.js';
import type { GitObjectRow, Signature } from '../git/repository.js';
import { saveObjects } from '../git/save-objects.js';
import { tagObject } from '../git/tag-object.js';
import { treeObjects } from '../git/tree-objects.js';
import { keepAncestry } from './keep-ancestry.js';

const FIRST_RELEASE_LOCK = 4_226_302;
const MESSAGE = 'Import the definitions\n\nThe tree this installation started from: release 1.\n';

/**
 * Commits `files` as the first state of the scoring repo and promotes it as release 1, once however many processes
 * start together. Returns the errors that stop it (nothing is kept then), or an empty list when release 1 stands.
 * `from`: the commit it goes on from, in the database with all it reaches.
 */
export async function importFirstRelease(
  pool: pg.Pool,
  pepper: string,
  files: Files,
  from: string | null = null,
): Promise<Problem[]> {
  return transaction(pool, 'system', async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [FIRST_RELEASE_LOCK]);
    const [present] = await tx.query('select 1 from releases limit 1');
    if (present) return [];
    const { tree, problems } = checkTree(files);
    if (!tree) return problems.filter((problem) => problem.level === 'error');
    if (from) await keepAncestry(tx, from);
    await keepFirstRelease(tx, await openSigningKey(tx, pepper), { files, tree, from });
    return [];
  });
}

async function keepFirstRelease(
  tx: Tx,
  key: SigningKey,
  { files, tree, from }: { files: Files; tree: DefinitionsTree; from: string | null },
): Promise<void> {
  const at = Math.max(tx.at.getTime(), from ? (await readTime(tx, from)) + 1_000 : 0);
  const author: Signature = { ...PLATFORM, at };
  const { sign } = key;
  const trees = treeObjects({ ...files, [ALLOWED_SIGNERS]: key.allowedSigners });
  const [root] = trees as [GitObjectRow];
  const commit = commitObject({ tree: root.oid, parents: from ? [from] : [], message: MESSAGE, author, sign });
  const wanted = [{ name: 'releases/1', message: 'Release 1\n' }].concat(
    Object.values(tree.models).map((model) => ({
      name: `${model.key}/${model.version}`,
      message: `${model.name} ${model.version}\n`,
    })),
  );
  const tags = wanted.map((tag) => ({
    name: `refs/tags/${tag.name}`,
    object: tagObject({ ...tag, commit: commit.oid, tagger: author, sign }),
  }));
  await saveObjects(tx, [...trees, commit, ...tags.map((tag) => tag.object)]);
  for (const name of ['refs/heads/main', 'refs/heads/live']) {
    await moveRef(tx, { name, oid: commit.oid, expected: null });
  }
  for (const { name, object } of tags) await moveRef(tx, { name, oid: object.oid, expected: null });
  await keepAncestry(tx, commit.oid);
  await saveRelease(tx, commit.oid, files);
  await saveModelVersions(tx, commit.oid, author.name, tree);
}

/** An origin dated ahead of us still comes before what is made from it. */
async function readTime(tx: Tx, commit: string): Promise<number> {
  return (await readCommits(tx, [commit])).get(commit)?.at ?? 0;
}

async function saveRelease(tx: Tx, commit: string, files: Files): Promise<void> {
  await tx.query(
    `insert into releases (number, commit, previous, kind, promoted_by, promoted_at, reason, pull_request, files)
     values (1, $1, null, 'INITIAL', $2, $3, null, null, $4)`,
    [commit, tx.actor, tx.at, JSON.stringify(files)],
  );
}

async function saveModelVersions(tx: Tx, commit: string, author: string, tree: DefinitionsTree): Promise<void> {
  for (const model of Object.values(tree.models)) {
    await tx.query(
      `insert into model_versions (id, key, version, commit, path, committed_at, author, message, document)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId('version', tx.at.getTime()),
        model.key,
        model.version,
        commit,
        `models/${model.key}.json`,
        tx.at,
        author,
        MESSAGE.split('\n')[0],
        JSON.stringify(model),
      ],
    );
  }
}
