import type { Db } from '../db/database.js';
import type { ModelVersion } from '../entities/model-version.entity.js';

/** A version of a model as records name it. */
export interface VersionName {
  key: string;
  version: string;
}

/** For each name the model versions that have it, newest first: a version may have been committed again after a roll-back. */
export async function listModelVersions(db: Db, names: readonly VersionName[]): Promise<ModelVersion[][]> {
  const rows = await db.query<ModelVersion>(
    `select ${MODEL_VERSION_COLUMNS} from model_versions
     where (key, version) in (select * from unnest($1::text[], $2::text[])) order by committed_at desc, id desc`,
    [names.map(({ key }) => key), names.map(({ version }) => version)],
  );
  return names.map(({ key, version }) => rows.filter((row) => row.key === key && row.version === version));
}

/** The columns of a model version, named as the entity names them. */
export const MODEL_VERSION_COLUMNS =
  'id, key, version, commit, path, committed_at as "committedAt", author, message, document';
