import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkMapping } from '../../../core/definitions/check-mapping.js';
import { compileMappedFile } from '../../../core/definitions/compile-mapped-file.js';
import type { MappedFile, MappedValue, Mapping } from '../../../core/definitions/mapping.js';
import { parseDateText } from '../../../core/definitions/parse-date-text.js';
import { parseNumberText } from '../../../core/definitions/parse-number-text.js';

const base = { language: 1 as const, key: 'crm', system: 'crm' };

function mapOne(file: Partial<MappedFile>, row: { [column: string]: string }, extra: Partial<Mapping> = {}) {
  const whole: MappedFile = { key: 'leads', file: 'leads.csv', lead: { externalId: 'id' }, ...file };
  const { mapRow, problems } = compileMappedFile({ ...base, files: [whole], ...extra }, whole, Object.keys(row));
  expect(problems).toEqual([]);
  return mapRow(Object.values(row));
}

function readValue(value: MappedValue, text: string, extra: Partial<Mapping> = {}) {
  const row = mapOne({ attributes: { x: value } }, { id: '1', c: text }, extra);
  return row?.problems.length ? row.problems.join() : row?.lead?.attributes?.['x'];
}

describe('checkMapping', () => {
  it.each(['olist', 'bpic-2012', 'x-education'])('passes the example %s', (name) => {
    const path = `clients/examples/mappings/${name}.json`;
    const { mapping, problems } = checkMapping(path, readFileSync(path, 'utf8'));
    expect(problems).toEqual([]);
    expect(mapping?.key).toBe(name);
  });

  it('names the file, the line and what to do', () => {
    const text = JSON.stringify({ ...base, files: [{ key: 'a', file: 'a.csv', lead: { externalid: 'id' } }] }, null, 2);
    const [problem] = checkMapping('m.json', text).problems;
    expect(problem).toMatchObject({ path: 'm.json', pointer: '/files/0/lead/externalid', line: 10 });
    expect(problem?.message).toContain('Did you mean "externalId"');
  });

  it.each([
    ['two sources of one value', { lead: { externalId: { column: 'a', value: 'b' } } }, 'value-source'],
    ['no source of a value', { lead: { externalId: { as: 'text' } } }, 'value-source'],
    ['an unknown zone', { lead: { externalId: 'a' }, at: { column: 'b', zone: 'Mars/Olympus' } }, 'unknown-zone'],
    ['a join with nothing before it', { lead: { externalId: 'a' }, joins: 'later' }, 'unknown-file'],
    ['an undated activity', { lead: { externalId: 'a' }, activities: [{ type: 'b' }] }, 'undated-activity'],
    ['otherwise without map', { lead: { externalId: { column: 'a', otherwise: 'blank' } } }, 'value-map'],
    ['two ways to name a lead', { lead: { externalId: 'a', email: 'b' } }, 'schema'],
  ])('refuses %s', (_, file, code) => {
    const text = JSON.stringify({ ...base, files: [{ key: 'a', file: 'a.csv', ...file }] });
    expect(checkMapping('m.json', text).problems.map((each) => each.code)).toContain(code);
  });
});

describe('compileMappedFile', () => {
  it('says which column a file lacks and which was meant', () => {
    const file = { key: 'leads', file: 'leads.csv', lead: { externalId: 'id' }, fields: { source: 'orgin' } };
    const { problems } = compileMappedFile({ ...base, files: [file] }, file, ['id', 'origin']);
    expect(problems).toEqual(["leads.csv has no column 'orgin': did you mean 'origin'?"]);
  });

  it('says once what several parts of a row stumble over', () => {
    const parts: Partial<MappedFile> = {
      at: { column: 'when', as: 'dateTime', required: true },
      activities: [{ type: 'act' }],
      stages: [{ to: 'to' }],
    };
    expect(mapOne(parts, { id: '1', when: '', act: 'demo.booked', to: 'mql' })?.problems).toEqual(['when is blank.']);
    const { at: _, ...undated } = parts;
    expect(mapOne({ ...undated, at: 'when' }, { id: '1', when: '', act: 'demo.booked', to: '' })?.problems).toEqual([
      "The activity 'demo.booked' has no time.",
    ]);
  });

  it('keeps ids texts, however long', () => {
    expect(mapOne({}, { id: '9007199254740993123' })?.lead?.lead).toEqual({
      externalId: { system: 'crm', value: '9007199254740993123' },
    });
  });

  it('takes nothing of a row with a problem, and tells every problem of it', () => {
    const file = { attributes: { a: { column: 'a', as: 'number' }, b: { column: 'b', as: 'boolean' } } } as const;
    const row = mapOne(file, { id: '1', a: 'many', b: 'maybe' });
    expect(row).toMatchObject({ activities: [], moves: [] });
    expect(row?.lead).toBeUndefined();
    expect(row?.problems).toHaveLength(2);
  });

  it('refuses a row that names no lead', () => {
    expect(mapOne({}, { id: ' ' })?.problems[0]).toContain('names no lead');
  });

  it('enters no stage whose date is blank, and any stage where nothing is dated', () => {
    const won = { to: { value: 'customer' }, at: 'won' };
    expect(mapOne({ stages: [won] }, { id: '1', won: '' })?.moves).toEqual([]);
    expect(mapOne({ stages: [{ to: { value: 'customer' } }] }, { id: '1' })?.moves).toEqual([
      { lead: { externalId: { system: 'crm', value: '1' } }, to: 'customer' },
    ]);
  });

  it('orders several moves of a row as the mapping does, whatever their dates say', () => {
    const stages = [
      { to: { value: 'mql' }, at: 'met' },
      { to: { value: 'customer' }, at: 'won' },
    ];
    const order = (row: { [column: string]: string }) =>
      mapOne({ stages }, row)?.moves.map((move) => [move.to, move.sequence]);
    expect(order({ id: '1', met: '2018-03-02', won: '2018-03-01' })).toEqual([
      ['mql', 0],
      ['customer', 1],
    ]);
    expect(order({ id: '1', met: '2018-03-02', won: '' })).toEqual([['mql', undefined]]);
  });

  it('passes over rows and parts that `when` leaves out', () => {
    expect(mapOne({ when: { kind: ['lead'] } }, { id: '1', kind: 'order' })).toBeNull();
    expect(
      mapOne({ stages: [{ to: 'to', when: { done: ['yes'] } }] }, { id: '1', to: 'mql', done: 'no' })?.moves,
    ).toEqual([]);
  });
});

describe('mapped values', () => {
  it.each<[string, MappedValue, string, unknown]>([
    ['a column, trimmed', 'c', ' x ', 'x'],
    ['a blank', 'c', '  ', undefined],
    ['a text the mapping calls blank', 'c', 'Select', undefined],
    ['a mapped text', { column: 'c', map: { a: 'b' } }, 'a', 'b'],
    ['a text mapped to blank', { column: 'c', map: { a: null } }, 'a', undefined],
    ['a blank mapped to a text', { column: 'c', map: { '': 'none' } }, '', 'none'],
    ['a text map does not name', { column: 'c', map: { a: 'b' } }, 'z', 'z'],
    ['the same, to be blank', { column: 'c', map: { a: 'b' }, otherwise: 'blank' }, 'z', undefined],
    [
      'the same, to be refused',
      { column: 'c', map: { a: 'b' }, otherwise: 'refuse' },
      'z',
      "c: 'z' is not one of those the mapping names.",
    ],
    ['a required blank', { column: 'c', required: true }, '', 'c is blank.'],
    ['a constructor, which is no member of map', { column: 'c', map: { a: 'b' } }, 'constructor', 'constructor'],
    ['a template', { template: '<{c}-{id}>' }, 'x', '<x-1>'],
    ['a number', { column: 'c', as: 'number' }, '1,234.5', 1234.5],
    ['a number with a comma', { column: 'c', as: 'number', decimal: ',' }, '1.234,5', 1234.5],
    ['a boolean', { column: 'c', as: 'boolean' }, 'Yes', true],
    ['a list', { column: 'c', as: 'textList', separator: ';' }, 'a; b;', ['a', 'b']],
    ['a date', { column: 'c', as: 'date', format: 'd.M.yyyy' }, '3.2.2018', '2018-02-03'],
    [
      'a time',
      { column: 'c', as: 'dateTime', zone: 'America/New_York' },
      '2018-07-01 12:00:00',
      '2018-07-01T16:00:00.000Z',
    ],
    [
      'no time',
      { column: 'c', as: 'dateTime' },
      '2018-02-30',
      "c: '2018-02-30' is not a time such as 2026-01-31 14:30:00 or 2026-01-31T14:30:00Z.",
    ],
    [
      'no time of the format',
      { column: 'c', as: 'dateTime', format: 'dd.MM.yyyy' },
      '2018-02-03',
      "c: '2018-02-03' is not a time written dd.MM.yyyy.",
    ],
  ])('reads %s', (_, value, text, expected) => {
    expect(readValue(value, text, { blank: ['Select'] })).toEqual(expected);
  });

  it('reads numbers only where all digits are held', () => {
    expect(parseNumberText('9007199254740993')).toBeUndefined();
    expect(parseNumberText('9007199254740991')).toBe(9007199254740991);
    for (const none of ['', '1e999', '0x10', '1,23', 'NaN', '--1']) expect(parseNumberText(none)).toBeUndefined();
  });

  it('reads local times across a change of the clock', () => {
    const iso = (text: string, zone: string) => new Date(parseDateText(text, zone) as number).toISOString();
    expect(iso('2012-03-25 01:59:59', 'Europe/Amsterdam')).toBe('2012-03-25T00:59:59.000Z');
    expect(iso('2012-03-25 03:00', 'Europe/Amsterdam')).toBe('2012-03-25T01:00:00.000Z');
    expect(iso('2012-03-25', 'Europe/Amsterdam')).toBe('2012-03-24T23:00:00.000Z');
    expect(iso('2011-10-01T00:38:44.546+02:00', 'UTC')).toBe('2011-09-30T22:38:44.546Z');
  });
});
