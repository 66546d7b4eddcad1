import type { CompiledModel } from '../../core/scoring/compiled-model.js';
import type { Db } from '../db/database.js';
import { findModelVersion } from '../releases/find-model-version.js';
import { listModelVersions } from '../releases/list-model-versions.js';
import type { Releases } from '../releases/open-releases.js';
import type { Release } from '../releases/release.js';
import type { VersionRef } from './score.js';

/** A version of a model made ready to run, in the tree its commit had. */
export interface FoundVersion {
  release: Release;
  compiled: CompiledModel;
}

/** The model version with this id, or named `key@version` (its newest commit); null where there is none. */
export async function findVersion(db: Db, releases: Releases, version: VersionRef): Promise<FoundVersion | null> {
  const [key, number] = version.split('@');
  const row =
    key !== undefined && number !== undefined
      ? (await listModelVersions(db, [{ key, version: number }]))[0]?.[0]
      : await findModelVersion(db, version);
  if (!row) return null;
  const release = await releases.ofCommit(row.commit);
  const compiled = release?.compiled.model(row.key);
  return release && compiled ? { release, compiled } : null;
}
