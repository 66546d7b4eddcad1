import { describe, expect, it } from '@jest/globals';
import { openImportQueue } from '../../../clients/cli/import/import-queue.js';
import type { ImportUnit } from '../../../clients/cli/import/import-unit.js';
import { fc } from '../../helpers/fast-check.js';

const unit = (leadKey: string, line: number, records = 1, bytes = 10): ImportUnit => {
  const row = { line, values: [] };
  return { file: 'f', row, leadKey, leads: [], moves: [], activities: Array(records).fill({}), bytes };
};

describe('openImportQueue', () => {
  it('sends everything once, within the limits, and a lead in order and never twice at a time', async () => {
    const rows = fc.array(
      fc.record({ lead: fc.constantFrom('a', 'b', 'c', 'd'), records: fc.integer({ min: 1, max: 4 }) }),
      {
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), rows, async (scheduler, given) => {
        const flying = new Set<string>();
        const arrived: ImportUnit[] = [];
        let most = 0;
        let now = 0;
        const queue = openImportQueue(
          async (units) => {
            const leads = new Set(units.map((each) => each.leadKey));
            for (const lead of leads) expect(flying.has(lead)).toBe(false);
            for (const lead of leads) flying.add(lead);
            expect(units.length === 1 || units.reduce((sum, each) => sum + each.activities.length, 0) <= 6).toBe(true);
            arrived.push(...units);
            most = Math.max(most, ++now);
            await scheduler.schedule(Promise.resolve());
            now--;
            for (const lead of leads) flying.delete(lead);
          },
          { records: 6, bytes: 1_000 },
        );
        const units = given.map(({ lead, records }, index) => unit(lead, index, records));
        const adding = (async () => {
          for (const each of units) await queue.add(each);
          await queue.drain();
        })();
        await scheduler.waitFor(adding);
        expect(most).toBeLessThanOrEqual(3);
        for (const lead of ['a', 'b', 'c', 'd']) {
          const lines = (of: ImportUnit[]) => of.filter((each) => each.leadKey === lead).map((each) => each.row.line);
          expect(lines(arrived)).toEqual(lines(units));
        }
        expect(arrived).toHaveLength(units.length);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the rows of the last lead together', async () => {
    const sent: number[][] = [];
    const queue = openImportQueue(async (units) => void sent.push(units.map((each) => each.row.line)), {
      records: 4,
      bytes: 1_000,
    });
    for (const [index, lead] of ['a', 'a', 'b', 'b', 'b', 'c'].entries()) await queue.add(unit(lead, index));
    await queue.drain();
    expect(sent).toEqual([
      [0, 1],
      [2, 3, 4, 5],
    ]);
  });

  it('stops at the first request that fails', async () => {
    const queue = openImportQueue(async () => Promise.reject(new Error('no server')), { records: 1, bytes: 1_000 });
    await queue.add(unit('a', 1));
    await queue.add(unit('a', 2));
    await expect(queue.add(unit('a', 3))).rejects.toThrow('no server');
    await expect(queue.drain()).rejects.toThrow('no server');
  });
});
