import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type CsvRecord, splitRecords } from '../../../clients/cli/import/split-records.js';
import { fc } from '../../helpers/fast-check.js';

async function split(text: string, size = 7, delimiter = ',') {
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const records: CsvRecord[] = [];
  for await (const record of splitRecords(chunks(), delimiter)) records.push(record);
  return records;
}

const values = async (text: string, delimiter?: string) =>
  (await split(text, 7, delimiter)).map((record) => record.values);

describe('splitRecords', () => {
  it('reads what csv-parse reads, wherever the text is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', ';'), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 30 }), async (table, size) => {
        const text = table.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const unified = (of: string[][]) => of.map((row) => row.map((each) => each.replaceAll('\r\n', '\n')));
        const expected = parse(text, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
        expect((await split(text, size)).map((record) => record.values)).toEqual(unified(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('counts lines as an editor does', async () => {
    expect((await split('a,b\r\n\r\n"1\n2",3\n4,5')).map(({ line, values }) => [line, values])).toEqual([
      [1, ['a', 'b']],
      [3, ['1\n2', '3']],
      [5, ['4', '5']],
    ]);
  });

  it.each([
    ['text after a closing quote', 'a,b\n"x"y,3\n4,5\n'],
    ['a quote that is never closed', 'a,b\n1,"x\n4,5\n'],
    ['a quote that seems closed by a later one', 'a,b\n1,"x\n4,5\n6,"7"\n'],
  ])('loses one line to %s, and none after it', async (_, text) => {
    const records = await split(text);
    expect(records.filter((record) => record.broken).map((record) => record.line)).toEqual([2]);
    expect(records.filter((record) => !record.broken).map((record) => record.values)).toContainEqual(['4', '5']);
  });

  it('keeps a quote inside a plain value', async () => {
    expect(await values('5" pipe,x\n')).toEqual([['5" pipe', 'x']]);
  });

  it('splits at other delimiters', async () => {
    expect(await values('a;"b;c"\n1;2\n', ';')).toEqual([
      ['a', 'b;c'],
      ['1', '2'],
    ]);
    expect(await values('a||b\n', '||')).toEqual([['a', 'b']]);
  });

  it('has no record in nothing', async () => {
    expect(await split('')).toEqual([]);
    expect(await split('\n\r\n\n')).toEqual([]);
  });
});
