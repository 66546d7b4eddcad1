import { describe, expect, it } from '@jest/globals';
import type { Benchmarks } from '../../../core/definitions/tree.js';
import { listBuckets } from '../../../server/metrics/list-buckets.js';
import type { TimeGrain } from '../../../server/metrics/metrics-input.js';

const starts = (from: string, to: string, grain: TimeGrain, timeZone = 'UTC', more: Partial<Benchmarks> = {}) =>
  listBuckets({ from: new Date(from), to: new Date(to), timeZone }, grain, { language: 1, profiles: [], ...more }).map(
    (at) => at.toISOString().replace(':00.000Z', 'Z'),
  );

describe('listBuckets', () => {
  it('has a day of 23 and one of 25 hours where the clock changes', () => {
    expect(starts('2026-03-28T23:00Z', '2026-03-31T00:00Z', 'DAY', 'Europe/Berlin')).toEqual([
      '2026-03-28T23:00Z',
      '2026-03-29T22:00Z',
      '2026-03-30T22:00Z',
    ]);
    expect(starts('2026-10-25T00:00Z', '2026-10-25T04:00Z', 'HOUR', 'Europe/Berlin')).toHaveLength(4);
  });

  it('begins a day at its first instant where midnight does not exist', () => {
    expect(starts('2018-11-03T12:00Z', '2018-11-05T03:00Z', 'DAY', 'America/Sao_Paulo')).toEqual([
      '2018-11-03T03:00Z',
      '2018-11-04T03:00Z',
      '2018-11-05T02:00Z',
    ]);
  });

  it('begins weeks and quarters as benchmarks.json says', () => {
    expect(starts('2026-11-18T00:00Z', '2026-11-19T00:00Z', 'WEEK')).toEqual(['2026-11-16T00:00Z']);
    expect(starts('2026-11-18T00:00Z', '2026-11-19T00:00Z', 'WEEK', 'UTC', { weekStart: 'sunday' })).toEqual([
      '2026-11-15T00:00Z',
    ]);
    expect(starts('2026-11-18T00:00Z', '2026-11-19T00:00Z', 'WEEK', 'UTC', { weekStart: 'saturday' })).toEqual([
      '2026-11-14T00:00Z',
    ]);
    expect(starts('2026-11-22T00:00Z', '2026-11-23T00:00Z', 'WEEK', 'UTC', { weekStart: 'sunday' })).toEqual([
      '2026-11-22T00:00Z',
    ]);
    expect(starts('2026-03-31T00:00Z', '2026-04-02T00:00Z', 'QUARTER')).toEqual([
      '2026-01-01T00:00Z',
      '2026-04-01T00:00Z',
    ]);
    expect(starts('2026-03-31T00:00Z', '2026-05-02T00:00Z', 'QUARTER', 'UTC', { fiscalYearStart: 2 })).toEqual([
      '2026-02-01T00:00Z',
      '2026-05-01T00:00Z',
    ]);
  });

  it('has no bucket for a window of no length, and one for an instant', () => {
    expect(starts('2026-01-01T00:00Z', '2026-01-01T00:00Z', 'MONTH')).toEqual([]);
    expect(starts('2026-01-15T00:00Z', '2026-01-15T00:00:00.001Z', 'MONTH')).toEqual(['2026-01-01T00:00Z']);
  });
});
