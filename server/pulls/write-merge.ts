import { nextVersions } from '../../core/definitions/merge/next-versions.js';
import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { moveRef } from '../git/move-ref.js';
import { openSigningKey, PLATFORM, type SigningKey } from '../git/open-signing-key.js';
import type { GitObjectRow } from '../git/repository.js';
import { saveObjects } from '../git/save-objects.js';
import { tagObject } from '../git/tag-object.js';
import { commitTree } from './commit-tree.js';
import type { DecidedMerge } from './decided-merge.js';
import { findBase } from './find-base.js';
import { mergeMessage } from './merge-message.js';
import type { Pulls } from './open-pulls.js';
import { recordPull } from './record-pull.js';

/** Writes a decided merge: the signed commit, main, a tag and a row of history for each model, the pull request. Answers the commit. */
export async function writeMerge(tx: Tx, pulls: Pulls, principal: Principal, decided: DecidedMerge): Promise<string> {
  const { pull, merging, files } = decided;
  const key = await openSigningKey(tx, pulls.pepper);
  const message = await mergeMessage(tx, decided);
  const parents = [merging.main, pull.head];
  const { sign, allowedSigners } = key;
  const commit = await commitTree(tx, principal, { files, allowedSigners, parents, message, sign });
  if (!(await moveRef(tx, { name: 'refs/heads/main', expected: merging.main, oid: commit.oid }))) {
    throw new Error('main moved although merges wait for each other');
  }
  await tx.query('delete from git_refs where name = $1', [`refs/heads/${pull.branch}`]);
  await saveHistory(tx, pull.head, commit.oid);
  await saveVersions(tx, decided, commit, message, key);
  await savePull(tx, decided, commit.oid);
  await recordPull(tx, pull.number, 'MERGED');
  return commit.oid;
}

async function saveHistory(tx: Tx, head: string, merge: string): Promise<void> {
  const { own } = await findBase(tx, head);
  await tx.query(
    `insert into merged_commits (oid, position)
     select oid, (select max(position) from merged_commits) + ordinal
     from unnest($1::text[]) with ordinality as added (oid, ordinal)`,
    [[...own, merge]],
  );
}

async function saveVersions(
  tx: Tx,
  { pull, merging, files }: DecidedMerge,
  commit: { oid: string; at: number },
  message: string,
  { sign }: SigningKey,
): Promise<void> {
  const author = await readName(tx, pull.author);
  const tags: { name: string; object: GitObjectRow }[] = [];
  for (const { path, to } of nextVersions(merging.before, merging.after)) {
    const key = path.slice('models/'.length, -'.json'.length);
    const document = files[path] as string;
    const tagger = { ...PLATFORM, at: commit.at };
    const name = `${key}/${to}`;
    const object = tagObject({ name, commit: commit.oid, message: `${key} ${to}`, tagger, sign });
    tags.push({ name: `refs/tags/${name}`, object });
    await tx.query(
      `insert into model_versions (id, key, version, commit, path, committed_at, author, message, document)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId('version', tx.at.getTime()), key, to, commit.oid, path, tx.at, author, message.split('\n')[0], document],
    );
  }
  await saveObjects(
    tx,
    tags.map((tag) => tag.object),
  );
  for (const { name, object } of tags) await moveRef(tx, { name, expected: null, oid: object.oid });
}

async function readName(tx: Tx, actor: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>(
    `select display_name as name from users where id = $1
     union all select display_name from api_tokens where id = $1`,
    [actor],
  );
  return row?.name ?? PLATFORM.name;
}

async function savePull(tx: Tx, decided: DecidedMerge, commit: string): Promise<void> {
  const { pull, merging, signers, emergency } = decided;
  await tx.query(
    `update pull_requests set state = 'MERGED', merged_at = $2, merge_commit = $3, merged_onto = $4, effect = $5,
       signed_by = $6, emergency = $7
     where number = $1`,
    [pull.number, tx.at, commit, merging.main, merging.effect, JSON.stringify(signers), emergency],
  );
}
