import { describe, expect, it } from '@jest/globals';
import { printCanonical } from '../../../../core/definitions/canonical.js';
import { diffTrees } from '../../../../core/definitions/diff/diff-trees.js';
import { mergeTrees } from '../../../../core/definitions/merge/merge-trees.js';
import type { Files } from '../../../../core/definitions/tree.js';
import type { Json } from '../../../../core/scoring/facts.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { edits, randomEdits } from '../random-edits.js';
import { starter } from '../tree-files.js';

const canonical = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) =>
      path.endsWith('.json') && !path.startsWith('schemas/')
        ? [path, printCanonical(JSON.parse(text) as Json)]
        : [path, text],
    ),
  );
describe('laws of merging', () => {
  const triple = fc.tuple(edits, edits, edits);
  const run = (law: (base: Files, ours: Files, theirs: Files) => void) =>
    fc.assert(
      fc.property(triple, ([first, second, third]) => {
        const from = randomEdits(starter, first);
        law(from, randomEdits(from, second), randomEdits(from, third));
      }),
      { seed, numRuns: 20, endOnFailure: true },
    );

  it('a side that did nothing takes the other', () => {
    run((from, ours) => {
      expect(mergeTrees(from, from, ours)).toEqual({ files: canonical(ours), conflicts: [] });
      expect(mergeTrees(from, ours, from)).toEqual({ files: canonical(ours), conflicts: [] });
      expect(mergeTrees(from, ours, ours)).toEqual({ files: canonical(ours), conflicts: [] });
    });
  });

  it('the sides may be swapped', () => {
    run((from, ours, theirs) => {
      const [one, other] = [mergeTrees(from, ours, theirs), mergeTrees(from, theirs, ours)];
      const told = ({ path, pointer, base: was }: (typeof one.conflicts)[number]) =>
        `${path} ${pointer} ${JSON.stringify(was)}`;
      if (one.conflicts.length === 0) {
        expect(other.conflicts).toEqual([]);
        expect(diffTrees(one.files, other.files)).toEqual([]);
      } else expect(one.conflicts.length).toBe(other.conflicts.length);
      const inBase = (conflict: (typeof one.conflicts)[number]) => conflict.base !== null;
      expect(one.conflicts.filter(inBase).map(told).sort()).toEqual(other.conflicts.filter(inBase).map(told).sort());
      for (const { summary } of one.conflicts) expect(summary).not.toMatch(/undefined|\[object/);
    });
  });
});
