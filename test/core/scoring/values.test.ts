import { describe, expect, it } from '@jest/globals';
import { calendarKey } from '../../../core/scoring/calendar-key.js';
import { compileDecay, decayPoints } from '../../../core/scoring/decay-points.js';
import { parseDuration } from '../../../core/scoring/duration.js';
import type { Json } from '../../../core/scoring/facts.js';
import { foldsTo, foldText } from '../../../core/scoring/fold-text.js';
import { parseInstant } from '../../../core/scoring/instant.js';
import { fromMicro, toMicro } from '../../../core/scoring/micro.js';
import type { Operators } from '../../../core/scoring/model.js';
import { compilePattern } from '../../../core/scoring/pattern.js';
import { compileOperators } from '../../../core/scoring/value-test.js';
import { DAY, NOON } from './make-facts.js';

const passes = (value: Json | undefined, operators: Operators, at = NOON): boolean =>
  compileOperators(operators, 'x').passes(value, at);

describe('durations', () => {
  it.each([
    ['P7D', 7 * DAY],
    ['P1W', 7 * DAY],
    ['PT24H', DAY],
    ['P1DT12H', 1.5 * DAY],
    ['PT0S', 0],
    ['P6DT23H59M59S', 7 * DAY - 1000],
    ['PT0.5S', 500],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['P1M', 'P1Y', 'P1Y2M', 'P', 'PT', 'P1DT', '7D', 'P-1D', 'p7d', 'P1.5D', 'P1H', '', 'P9999999W'])(
    'refuses %p with a sentence',
    (text) => {
      expect(() => parseDuration(text)).toThrow(RangeError);
      expect(() => parseDuration(text)).toThrow(/^The duration .*\.$/);
    },
  );

  it('says of months that their length varies', () => {
    expect(() => parseDuration('P3M')).toThrow(/months or years/);
    expect(() => parseDuration('PT3M')).not.toThrow();
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-31', Date.UTC(2026, 2, 31)],
    ['2026-03-31T12:00:00Z', NOON],
    ['2026-03-31T14:00:00+02:00', NOON],
    ['2026-03-31t12:00:00.123456z', NOON + 123],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-03-31T12:00:00', undefined],
    ['31.3.2026', undefined],
    ['', undefined],
  ])('%p', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });
});

describe('operators', () => {
  it.each<[Json | undefined, Operators, boolean]>([
    ['SaaS ', { equals: 'saas' }, true],
    ['5', { equals: 5 }, false],
    [5, { equals: '5' }, false],
    [1, { equals: true }, false],
    ['5', { atLeast: 1 }, false],
    [true, { atLeast: 0 }, false],
    [undefined, { notEquals: 'x' }, true],
    [undefined, { notIn: ['x'] }, true],
    [undefined, { exists: false }, true],
    [null, { exists: false }, true],
    [undefined, { equals: 'x' }, false],
    [undefined, { exists: true }, false],
    [undefined, { atMost: 5 }, false],
    [undefined, { matches: '' }, false],
    ['', { exists: true }, true],
    [[], { exists: true }, true],
    [['a', 'B '], { equals: 'b' }, true],
    [['a', 'b'], { in: ['x', 'a'] }, true],
    [['a', 'b'], { contains: 'B' }, true],
    [['salesforce'], { contains: 'sales' }, false],
    ['Salesforce', { contains: 'SALES' }, true],
    [['a'], { notEquals: 'a' }, false],
    [['a'], { notIn: ['b'] }, true],
    [[5], { atLeast: 1 }, false],
    [50, { between: [50, 500] }, true],
    [500, { between: [50, 500] }, true],
    [49, { between: [50, 500] }, false],
    [501, { between: [50, 500] }, false],
    [10, { above: 10 }, false],
    [10, { below: 10 }, false],
    [10, { atLeast: 10, atMost: 10 }, true],
    [11, { atLeast: 10, atMost: 10 }, false],
    [' Marketing', { startsWith: 'mark' }, true],
    ['a@Our.example ', { endsWith: '@our.EXAMPLE' }, true],
    ['x@UNI.EDU', { matches: '\\.edu$' }, true],
    ['x@uni.education', { matches: '\\.edu$' }, false],
    ['2026-03-31', { before: '2026-04-01' }, true],
    ['2026-04-01', { before: '2026-04-01' }, false],
    ['2026-04-01T00:00:01Z', { after: '2026-04-01' }, true],
    [NOON, { before: '2026-04-01' }, false],
    ['soon', { before: '2026-04-01' }, false],
  ])('%j %j → %s', (value, operators, expected) => {
    expect(passes(value, operators)).toBe(expected);
  });

  it('keep to the edges of moving dates', () => {
    const date = new Date(NOON).toISOString();
    expect(
      [NOON - 7 * DAY - 1, NOON - 7 * DAY, NOON - 1, NOON].map((at) => passes(date, { withinNext: 'P7D' }, at)),
    ).toEqual([false, true, true, false]);
    expect(
      [NOON - 1, NOON, NOON + 7 * DAY - 1, NOON + 7 * DAY].map((at) => passes(date, { withinLast: 'P7D' }, at)),
    ).toEqual([false, true, true, false]);
    expect([NOON + 7 * DAY - 1, NOON + 7 * DAY].map((at) => passes(date, { olderThan: 'P7D' }, at))).toEqual([
      false,
      true,
    ]);
  });

  it('refuse what cannot be read', () => {
    expect(() => compileOperators({}, 'x')).toThrow(/no operator/);
    expect(() => compileOperators({ before: 'soon' }, 'x')).toThrow(/no date/);
    expect(() => compileOperators({ withinNext: 'P1M' }, 'x')).toThrow(/months/);
  });
});

describe('patterns', () => {
  it.each(['(?=a)', '(?!a)', '(?<=a)b', '(a)\\1', '[', '(', 'a{2000}'])('refuses %s', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(RangeError);
  });

  it('means the same for plain expressions and for others, beyond ASCII too', () => {
    for (const text of ['Kelvin', '\u212aelvin', 'nope', 'ma\u017f\u017f', 'MASS', 'elvin k']) {
      expect(compilePattern('kelvin|mass')(text)).toBe(compilePattern('(kelvin|mass){1}')(text));
      expect(compilePattern('\\bk')(text)).toBe(compilePattern('\\bk{1}')(text));
    }
  });

  it('folds texts as trimming and lower-casing do', () => {
    for (const text of ['', ' ', 'a', 'A ', '\u00a0a', '\u212a', '\u0130', 'Straße', 'x\u0130', 'k']) {
      expect(foldText(text)).toBe(text.trim().toLowerCase());
      for (const other of ['', 'a', 'k', 'i\u0307', 'straße', 'xi\u0307'])
        expect(foldsTo(text, other)).toBe(text.trim().toLowerCase() === other);
    }
  });
});

describe('points', () => {
  it('are millionths, rounded away from zero at the half', () => {
    expect([0.1, -0.1, 33.3333335, -33.3333335, 0].map(toMicro)).toEqual([
      100_000, -100_000, 33_333_334, -33_333_334, 0,
    ]);
    expect(fromMicro(toMicro(0.3))).toBe(0.3);
  });

  it('decay to half at the half-life, and linearly to nothing', () => {
    const half = compileDecay({ halfLife: 'P10D' });
    const linear = compileDecay({ linear: 'P10D' });
    expect([0, 10, 20].map((days) => decayPoints(toMicro(10), half, days * DAY))).toEqual([10e6, 5e6, 2.5e6]);
    expect([0, 1, 9, 10, 11].map((days) => decayPoints(toMicro(-10), linear, days * DAY) + 0)).toEqual([
      -10e6, -9e6, -1e6, 0, 0,
    ]);
    for (const decay of [half, linear]) {
      for (const points of [1, 1_000_000, 100e6])
        expect(decayPoints(points, decay, Math.ceil(decay.horizon(points)))).toBe(0);
    }
  });
});

describe('calendar days and weeks', () => {
  it('are those of the zone, across changes of the clock', () => {
    const day = calendarKey('$day', 'Europe/Berlin');
    const at = (text: string) => Date.parse(text);
    expect(day(at('2026-03-28T23:30:00Z')) - day(at('2026-03-28T22:30:00Z'))).toBe(1);
    expect(day(at('2026-03-29T22:30:00Z')) - day(at('2026-03-29T21:30:00Z'))).toBe(1);
    const week = calendarKey('$week', 'UTC');
    expect(week(at('2026-03-30T00:00:00Z')) - week(at('2026-03-29T23:59:59Z'))).toBe(1);
    expect(week(at('2026-04-05T23:59:59Z'))).toBe(week(at('2026-03-30T00:00:00Z')));
    const zones = ['America/St_Johns', 'Antarctica/Troll', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Apia'];
    const spelled = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone });
    for (const zone of zones) {
      const [key, format] = [calendarKey('$day', zone), spelled(zone)];
      // Every 5 hours and a bit of years in which each changes its clock, or, like Apia, its date.
      for (let instant = at('2011-12-20T00:00:00Z'); instant < at('2014-01-10T00:00:00Z'); instant += 18_731_000) {
        const told = new Date(key(instant) * DAY).toISOString().slice(0, 10);
        expect([zone, instant, told]).toEqual([zone, instant, format.format(instant)]);
      }
    }
    expect(() => calendarKey('$day', 'Middle/Earth')).toThrow(/Middle\/Earth/);
  });
});
