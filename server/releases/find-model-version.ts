import type { Db } from '../db/database.js';
import type { ModelVersion } from '../entities/model-version.entity.js';
import { MODEL_VERSION_COLUMNS } from './list-model-versions.js';

/** A model version by id, or null. */
export async function findModelVersion(db: Db, id: string): Promise<ModelVersion | null> {
  const [row] = await db.query<ModelVersion>(`select ${MODEL_VERSION_COLUMNS} from model_versions where id = $1`, [id]);
  return row ?? null;
}
