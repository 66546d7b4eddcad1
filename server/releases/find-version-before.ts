import type { Db } from '../db/database.js';
import type { ModelVersion } from '../entities/model-version.entity.js';
import { MODEL_VERSION_COLUMNS } from './list-model-versions.js';

/** The version of the same model that came before this one, or null. */
export async function findVersionBefore(
  db: Db,
  { id, key, committedAt }: Pick<ModelVersion, 'id' | 'key' | 'committedAt'>,
): Promise<ModelVersion | null> {
  const [row] = await db.query<ModelVersion>(
    `select ${MODEL_VERSION_COLUMNS} from model_versions
     where key = $1 and (committed_at, id) < ($2, $3) order by committed_at desc, id desc limit 1`,
    [key, committedAt, id],
  );
  return row ?? null;
}
