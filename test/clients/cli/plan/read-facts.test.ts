import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFacts } from '../../../../clients/cli/plan/read-facts.js';

const HEAD = { accord: 'facts', version: 1, at: '2026-03-31T12:00:00.000Z', commit: 'c', files: {} };

describe('exported facts', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'accord-facts-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function read(text: string): Promise<string[]> {
    const file = join(folder, 'facts.ndjson');
    writeFileSync(file, text);
    const names: string[] = [];
    const { leads } = await readFacts(file, ({ lead }) => names.push((lead as unknown as { id: string }).id));
    expect(leads).toBe(names.length);
    return names;
  }
  const lines = (ids: string[], end: string) =>
    [HEAD, ...ids.map((id) => ({ lead: { id }, facts: [], transitions: [], crossings: [] })), { leads: ids.length }]
      .map((line) => JSON.stringify(line) + end)
      .join('');

  it('are read a line at a time whatever is in them: only a line feed ends a line', async () => {
    const odd = ['a\u2028b', 'c\u2029d', 'e\u0085f', 'g\u000bh', '', 'ü'.repeat(100_000)];
    expect(await read(lines(odd, '\n'))).toEqual(odd);
    expect(await read(lines(odd, '\r\n'))).toEqual(odd);
    expect(await read(lines(odd, '\n').trimEnd())).toEqual(odd);
  });
});
