import type { Db } from '../db/database.js';
import type { ModelVersion } from '../entities/model-version.entity.js';

/** The versions of a model, newest first, each with the file as that commit had it. */
export function listModelVersions(db: Db, key: string): Promise<ModelVersion[]> {
  return db.query<ModelVersion>(
    `select ${MODEL_VERSION_COLUMNS} from model_versions where key = $1 order by committed_at desc, id desc`,
    [key],
  );
}

/** The columns of a model version, named as the entity names them. */
export const MODEL_VERSION_COLUMNS =
  'id, key, version, commit, path, committed_at as "committedAt", author, message, document';
