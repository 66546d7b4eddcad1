import { findStage } from '../../core/definitions/stage-order.js';
import type { Releases } from '../../server/releases/open-releases.js';
import type { Release } from '../../server/releases/release.js';
import type { StageType } from './stage.type.js';

/** A stage as `release` had it; one it does not have is shown by its key alone, as a retired one. */
export function stageView(releases: Releases, release: Release, key: string): StageType {
  const { lifecycle } = release.tree;
  const stage = findStage(lifecycle, key);
  const retired = !findStage(releases.live().tree.lifecycle, key);
  if (!stage) {
    return { key, label: key, order: -1, owner: null, category: 'open', description: null, entryRule: '', retired };
  }
  return {
    key,
    label: stage.label,
    order: lifecycle.stages.indexOf(stage),
    owner: stage.owner ?? null,
    category: stage.category,
    description: stage.description ?? null,
    entryRule: stage.entry,
    retired,
  };
}
