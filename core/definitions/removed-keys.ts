import { readTree } from './read-tree.js';
import type { Files, Lifecycle } from './tree.js';

/** Keys of the lifecycle in which leads may stand, by what they name. */
export interface StandingKeys {
  stages: string[];
  reasons: string[];
  frameworks: string[];
}

/** The keys that `base` has and `head` neither has nor renames; none where one of the two cannot be read. */
export function removedKeys(base: Files, head: Files): StandingKeys {
  const [before, after] = [lifecycleOf(base), lifecycleOf(head)];
  const gone = (kind: keyof StandingKeys): string[] => {
    if (!before || !after) return [];
    const kept = new Set((after[kind] ?? []).map(({ key }) => key));
    const renamed = after.renamed?.[kind] ?? {};
    return (before[kind] ?? []).map(({ key }) => key).filter((key) => !kept.has(key) && !Object.hasOwn(renamed, key));
  };
  return { stages: gone('stages'), reasons: gone('reasons'), frameworks: gone('frameworks') };
}

function lifecycleOf(files: Files): Lifecycle | null {
  const text = files['lifecycle.json'];
  if (text === undefined) return null;
  const { sound, tree } = readTree({ 'lifecycle.json': text });
  return sound.has('lifecycle.json') ? tree.lifecycle : null;
}
