import { fc } from '../../helpers/fast-check.js';

const DURATIONS = ['P1D', 'P2D', 'P7D', 'PT36H', 'PT12H', 'PT1S'];
/** A few spans whose edges meet. */
export const duration = fc.constantFrom(...DURATIONS);
/** Dates as senders write them, and what is none. */
export const dates = fc.constantFrom(
  '2026-03-20',
  '2026-03-29T12:00:00Z',
  '2026-03-31T12:00:00Z',
  '2026-04-02T00:00:00Z',
  'no date',
);
/** Texts that are equal but for letters and space. */
export const text = fc.constantFrom('x', 'X ', 'y', 'yes', '');
/** Any plain value. */
export const scalar = fc.oneof(text, fc.constantFrom(0, 1, 2, 10), fc.boolean());

/** Now and then absent. */
export const optional = <T>(arbitrary: fc.Arbitrary<T>, absent = 1) =>
  fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** Without what is absent. */
export const drop = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
