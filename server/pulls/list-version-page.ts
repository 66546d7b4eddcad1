import type { Db } from '../db/database.js';
import type { ModelVersion } from '../entities/model-version.entity.js';
import type { Page, PageRequest } from '../leads/page.js';
import { readPage } from '../leads/read-page.js';
import { MODEL_VERSION_COLUMNS } from '../releases/list-model-versions.js';

/** A page of the versions of a model, newest first, each with the file as its commit had it; from rows, without walking commits. */
export function listVersionPage(db: Db, key: string, request: PageRequest): Promise<Page<ModelVersion>> {
  return readPage<ModelVersion>(
    db,
    {
      columns: MODEL_VERSION_COLUMNS,
      from: 'model_versions',
      where: 'key = $1',
      parameters: [key],
      key: 'committed_at',
      keyType: 'timestamptz',
      nullable: false,
      id: 'id',
      idType: 'text',
      direction: 'DESC',
    },
    request,
  );
}
