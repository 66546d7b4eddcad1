import { diffMarkdown } from '../../core/definitions/diff/diff-markdown.js';
import { diffPatch } from '../../core/definitions/diff/diff-patch.js';
import type { Merging } from '../../server/pulls/merging.js';
import type { DefinitionDiffType } from './definition-diff.type.js';

/** A change of the definitions as the API shows it; texts are made when asked for. */
export function diffView({
  changes,
  before,
  after,
}: Pick<Merging, 'changes' | 'before' | 'after'>): DefinitionDiffType {
  return {
    changes,
    get markdown() {
      return diffMarkdown([...changes]);
    },
    get patch() {
      return diffPatch(before, after);
    },
  };
}
