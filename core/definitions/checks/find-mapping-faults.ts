import { mappingProblems } from '../check-mapping.js';
import type { Finding } from '../finding.js';
import type { Mapping } from '../mapping.js';
import type { CheckedTree } from './check.js';

/** Errors: what is wrong with mappings that fit their schema. */
export function findMappingFaults({ parsed, sound }: CheckedTree): Finding[] {
  return [...sound]
    .filter((path) => path.startsWith('mappings/'))
    .flatMap((path) =>
      mappingProblems(parsed.get(path)?.value as unknown as Mapping).map((said) => ({
        level: 'error' as const,
        path,
        ...said,
      })),
    );
}
