import type { ModelVersion } from '../../server/entities/model-version.entity.js';
import type { Loaders } from '../batch/create-loaders.js';

/**
 * The version of a model that a record names: the one committed with `commit`, else the newest of that name. A draft
 * that was never committed is shown as what it is, without a file.
 */
export async function findVersion(
  loaders: Loaders,
  named: { key: string; version: string; commit: string },
): Promise<ModelVersion> {
  const same = await loaders.versionsNamed.load(named);
  return same.find((each) => each.commit === named.commit) ?? same[0] ?? draft(named);
}

function draft({ key, version, commit }: { key: string; version: string; commit: string }): ModelVersion {
  return {
    id: `version_draft_${key}`,
    key,
    version,
    commit,
    path: `models/${key}.json`,
    committedAt: new Date(0),
    author: '',
    message: 'a draft that was not committed',
    document: {},
  };
}
