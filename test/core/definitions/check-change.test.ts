import { describe, expect, it } from '@jest/globals';
import type { Standing } from '../../../core/definitions/check-change.js';
import { checkChange, MOST_ENTRIES } from '../../../core/definitions/check-change.js';
import { removedKeys } from '../../../core/definitions/removed-keys.js';
import type { Files } from '../../../core/definitions/tree.js';
import { edit, type Loose, starter } from './tree-files.js';

const nobody: Standing = { stages: {}, reasons: {}, frameworks: {} };

function without(kind: 'stages' | 'reasons' | 'frameworks', key: string, renamed?: Loose): Files {
  return edit(starter, 'lifecycle.json', (lifecycle) => {
    lifecycle[kind] = lifecycle[kind].filter((one: Loose) => one.key !== key);
    if (renamed) lifecycle.renamed = renamed;
  });
}

describe('a change', () => {
  it('says nothing about a tree that stays, or in which nobody stands', () => {
    expect(checkChange({ base: starter, head: starter, standing: nobody })).toEqual([]);
    expect(checkChange({ base: starter, head: without('stages', 'nurture'), standing: nobody })).toEqual([]);
  });

  it('may touch 200 files, not one more: added, removed and altered ones', () => {
    const templates = (count: number): Files =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`templates/t-${String(i).padStart(3, '0')}.md`, 'x']),
      );
    const head = (count: number): Files => ({ ...starter, ...templates(count), 'README.md': 'changed' });
    const check = (one: Files, other: Files) => checkChange({ base: one, head: other, standing: nobody });
    expect(check(starter, head(MOST_ENTRIES - 1))).toEqual([]);
    for (const [one, other] of [
      [starter, head(MOST_ENTRIES)],
      [head(MOST_ENTRIES), starter],
    ] as const) {
      expect(check(one, other)).toMatchObject([
        { level: 'error', code: 'large-change', message: expect.stringContaining('touches 201 files, at most 200') },
      ]);
    }
  });

  it.each([
    ['stages', 'nurture', "The stage 'nurture' is gone, but 3 leads stand in it."],
    ['reasons', 'no-budget', "The reason 'no-budget' is gone, but 3 leads stand where it put them."],
    ['frameworks', 'bant', "The framework 'bant' is gone, but 3 leads stand by its answers."],
  ] as const)('may take no %s away in which leads stand, unless it says where they go', (kind, key, says) => {
    const standing = { ...nobody, [kind]: { [key]: 3, other: 7 } };
    const head = without(kind, key);
    expect(removedKeys(starter, head)[kind]).toEqual([key]);
    const [problem, ...others] = checkChange({ base: starter, head, standing });
    expect(problem).toMatchObject({ level: 'error', path: 'lifecycle.json', pointer: `/${kind}`, message: says });
    expect(problem?.hint).toContain(`"renamed": {"${kind}": {"${key}"`);
    expect(problem?.line).toBeGreaterThan(1);
    expect(others).toEqual([]);
    const mapped = without(kind, key, { [kind]: { [key]: 'elsewhere' } });
    expect(checkChange({ base: starter, head: mapped, standing })).toEqual([]);
  });

  it('counts one lead as one, points at the file where the member is gone, and is not misled by odd names', () => {
    const head = edit(starter, 'lifecycle.json', (lifecycle) => {
      lifecycle.reasons = undefined;
    });
    const standing = { ...nobody, reasons: { 'no-budget': 1 } };
    expect(checkChange({ base: starter, head, standing })).toMatchObject([
      { pointer: '', message: "The reason 'no-budget' is gone, but 1 lead stands where it put them." },
    ]);
    expect(removedKeys(starter, { ...starter, 'lifecycle.json': '{' })).toEqual({
      stages: [],
      reasons: [],
      frameworks: [],
    });
    expect(removedKeys({}, starter)).toEqual({ stages: [], reasons: [], frameworks: [] });
  });
});
