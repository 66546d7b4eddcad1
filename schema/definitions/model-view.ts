import type { Release } from '../../server/releases/release.js';
import type { ScoringModelType } from './scoring-model.type.js';

/** A model of `release`, or null where it has none of this key. */
export function modelView(release: Release, key: string): ScoringModelType | null {
  const model = Object.hasOwn(release.tree.models, key) ? release.tree.models[key] : undefined;
  if (!model) return null;
  return {
    id: `model_${key}`,
    key,
    path: `models/${key}.json`,
    name: model.name,
    description: model.description ?? null,
  };
}
