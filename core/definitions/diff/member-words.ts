import type { Step } from './value-change.js';

/** Members that are not said as they are written; the empty ones go without saying. */
const WORDS: { readonly [member: string]: string } = {
  when: '',
  all: '',
  any: '',
  none: '',
  of: '',
  decay: '',
  week: '',
  expect: 'expects',
  each: 'for each',
  release: 'falls back at',
  appliesTo: 'applies where',
  min: 'lower limit',
  max: 'upper limit',
  sum: 'sum of',
  moveTo: 'moves to',
  cooldown: 'cool-down',
  coolDown: 'cool-down',
  within: 'time',
  by: 'open to',
  entry: 'entry rule',
  onRecycle: 'when recycled',
  acceptTo: 'accepted leads go to',
  onExpiry: 'when it expires:',
  warnAt: 'warns',
  kpi: 'KPIs',
  enum: 'one of',
  anyOf: 'any of',
};

/** Members in words: `requires, owner` as 'requires owner', `expiresAfter` as 'expires after'. */
export function memberWords(steps: readonly Step[]): string {
  return steps
    .filter((step) => typeof step === 'string')
    .map((member) =>
      Object.hasOwn(WORDS, member)
        ? (WORDS[member] as string)
        : member.replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`),
    )
    .filter((word) => word !== '')
    .join(' ');
}
